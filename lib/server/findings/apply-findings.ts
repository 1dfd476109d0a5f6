import 'server-only';
import { setImmediate } from 'node:timers/promises';
import { parseArn } from '../../domain/arn.ts';
import type { ChangeSource } from '../../domain/change.ts';
import { missingFrom, observeFindings, type FindingChange, type FindingStep } from '../../domain/observe-findings.ts';
import type { Context } from '../context.ts';
import { hasCode } from '../errors.ts';
import { checkAccount, pinOf, recordWrongAccount } from '../history/check-account.ts';
import { refineOrigins } from '../history/refine-origins.ts';
import { writeChanges, type StoredChange } from '../history/write-changes.ts';
import type { SesFinding } from '../ses/gateway.ts';
import { announce } from '../store/announce.ts';
import type { WriteTransaction } from '../store/store.ts';
import { insertRows, updateRows } from '../store/write-rows.ts';
import { ANSWER_SHAPE, answerValues, knownFindingOf, NEW_SHAPE } from './finding-rows.ts';

export interface AppliedFindings {
  added: number;
  changed: number;
  dropped: number;
  /** Advice on identities and configuration sets, which `ListRecommendations` mixes in; split by ARN, not by type. */
  foreign: number;
}

export interface FindingsInput {
  connectionId: string;
  source: ChangeSource;
  findings: readonly SesFinding[];
  beganAt: number;
  endedAt: number;
  /** The first unfiltered sweep: what it finds is a past from before we watched. */
  baseline: boolean;
  /** The read was by `RESOURCE_ARN` and complete: open findings of this ARN that it does not name are gone. */
  wholeOf?: string;
  /** Runs inside the last transaction: a page token is durable only when all of its page is. */
  settle?: (transaction: WriteTransaction) => Promise<void>;
}

const CHUNK = 200;
const NOT_ENTITIES: readonly string[] = ['identity', 'configuration-set', 'dedicated-ip-pool'];

/**
 * Applies findings of one read. Like `applyAnswers`: a finding and its changes in one transaction, nothing twice.
 * Open findings that a filtered list does not name are left alone; see `wholeOf`.
 * @throws StandingError `wrong-account`; nothing is changed then, but the connection says so.
 */
export async function applyFindings(
  context: Pick<Context, 'store' | 'clock'>,
  input: FindingsInput,
): Promise<AppliedFindings> {
  const result: AppliedFindings = { added: 0, changed: 0, dropped: 0, foreign: 0 };
  const ours = input.findings.filter((finding) => {
    const parts = parseArn(finding.arn);
    return parts !== null && !NOT_ENTITIES.includes(parts.resourceType);
  });
  result.foreign = input.findings.length - ours.length;
  const byArn = new Map<string, SesFinding[]>();
  if (input.wholeOf !== undefined) byArn.set(input.wholeOf, []);
  for (const finding of ours) byArn.set(finding.arn, [...(byArn.get(finding.arn) ?? []), finding]);
  const groups = [...byArn];
  try {
    for (let start = 0; start === 0 || start < groups.length; start += CHUNK) {
      const last = start + CHUNK >= groups.length;
      await applyGroups(context, input, groups.slice(start, start + CHUNK), last, result);
      if (!last) await setImmediate();
    }
  } catch (error) {
    if (hasCode(error, 'wrong-account')) await recordWrongAccount(context, input.connectionId, error);
    throw error;
  }
  return result;
}

async function applyGroups(
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  input: FindingsInput,
  groups: readonly (readonly [string, readonly SesFinding[]])[],
  last: boolean,
  result: AppliedFindings,
): Promise<void> {
  const counted = await store.write(async (transaction) => {
    const pins = groups.flatMap(([arn]) => pinOf([arn]) ?? []);
    await checkAccount(transaction, input.connectionId, pins, clock.now());
    const counts = { added: 0, changed: 0, dropped: 0 };
    const arns = groups.map(([arn]) => arn);
    const held = arns.length === 0 ? [] : await findingsOf(transaction, arns);
    const entities = arns.length === 0 ? [] : await entitiesOf(transaction, arns);
    const fresh: (string | number | null)[][] = [];
    const moved: (string | number | null)[][] = [];
    const seen: number[] = [];
    const changes: StoredChange[] = [];
    for (const [arn, answers] of groups) {
      const entity = entities.find((row) => row.arn === arn);
      const known = held.filter((row) => row.arn === arn).map(knownFindingOf);
      const steps = observeFindings(known, answers, input);
      if (arn === input.wholeOf) steps.push(...vanished(known, steps, input));
      for (const step of steps) {
        if (step.decision === 'dropped') counts.dropped++;
        if (step.decision === 'unchanged') seen.push(step.id);
        if (step.decision === 'applied') moved.push([step.id, ...answerValues(step.finding, input.endedAt)]);
        if (step.decision === 'new') {
          counts.added++;
          fresh.push([
            entity?.id ?? null,
            input.connectionId,
            arn,
            input.endedAt,
            ...answerValues(step.finding, input.endedAt),
          ]);
        }
        if (!entity || !('changes' in step)) continue;
        changes.push(...step.changes.map((change) => storedChange(change, entity, input)));
      }
    }
    counts.changed = changes.length;
    await insertRows(transaction, store.dialect, 'findings', NEW_SHAPE, fresh);
    await updateRows(transaction, store.dialect, 'findings', ANSWER_SHAPE, moved);
    if (seen.length > 0) {
      await transaction.updateTable('findings').set({ last_seen_at: input.endedAt }).where('id', 'in', seen).execute();
    }
    await writeChanges(transaction, store.dialect, changes);
    const changed = entities.flatMap(({ id, arn }) => (changes.some(({ entityId }) => entityId === id) ? arn : []));
    if (changed.length > 0) {
      await announce(transaction, { topic: 'changes', connectionId: input.connectionId, about: changed });
    }
    await refineOrigins(transaction, [...new Set(changes.map((change) => change.entityId))], input.endedAt);
    if (last) await input.settle?.(transaction);
    return counts;
  });
  result.added += counted.added;
  result.changed += counted.changed;
  result.dropped += counted.dropped;
}

function findingsOf(transaction: WriteTransaction, arns: readonly string[]) {
  return transaction.selectFrom('findings').selectAll().where('arn', 'in', arns).orderBy('id').execute();
}

function entitiesOf(transaction: WriteTransaction, arns: readonly string[]) {
  return transaction.selectFrom('entities').select(['id', 'arn', 'incarnation']).where('arn', 'in', arns).execute();
}

/** SES no longer lists an open finding, open or fixed: it is called fixed, at a time SES does not give. */
function vanished(
  known: Parameters<typeof missingFrom>[0],
  steps: readonly FindingStep[],
  input: FindingsInput,
): FindingStep[] {
  return missingFrom(known, steps).flatMap((finding) =>
    finding.lastSeenAt > input.beganAt
      ? []
      : observeFindings([finding], [{ ...finding, status: 'FIXED', lastUpdatedAt: null }], input),
  );
}

function storedChange(
  change: FindingChange,
  entity: { id: number; incarnation: number },
  input: FindingsInput,
): StoredChange {
  const gone = input.wholeOf !== undefined && change.new.value === 'FIXED' && change.new.lastUpdatedAt === null;
  return {
    ...change,
    entityId: entity.id,
    incarnation: entity.incarnation,
    source: input.source,
    origin: {
      kind: change.kind === 'baseline' ? 'before-we-watched' : 'elsewhere',
      evidence: gone ? ['SES no longer lists this finding, neither as open nor as fixed.'] : [],
      actId: null,
    },
  };
}
