import type { AccountFacts } from './explain-input.ts';
import { permitsMail } from './follows-from-records.ts';
import type { Pattern } from './pattern.ts';
import type { PatternInput } from './patterns-input.ts';
import { momentPart, patternFrom } from './patterns-status.ts';
import { classifySendingStatus } from './vocabulary.ts';

/** SES documents HEALTHY, PROBATION and SHUTDOWN (GetAccount); what else it may say is not read as trouble. */
const TROUBLE: Partial<Record<string, string>> = {
  PROBATION: 'is under review (PROBATION)',
  SHUTDOWN: 'may not send (SHUTDOWN)',
};

/** What is wrong with an account, in words; null where it is healthy, not read, or a word we do not know. */
export function accountTrouble(facts: AccountFacts | null): string | null {
  return TROUBLE[facts?.enforcementStatus ?? ''] ?? null;
}

/** A sender that reputation does not stop, in an account that SES reviews or has stopped. */
export function accountPatternOf(input: PatternInput): Pattern[] {
  const { accountFacts: facts, deleted } = input;
  const trouble = accountTrouble(facts);
  if (deleted || facts === null || trouble === null) return [];
  if (!permitsMail(classifySendingStatus(input.sendingStatusAggregate))) return [];
  const at = Date.parse(facts.readAt);
  const parts = [
    `Its account ${trouble}, although reputation does not stop this sender itself; read `,
    momentPart(at),
    '.',
  ];
  return [patternFrom('account-not-healthy', parts, { at, changes: [] })];
}
