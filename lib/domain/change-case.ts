import type { CaseChange, CaseState, CaseStepKind, Sorted } from './triage-case.ts';

/** A case as it is reasoned about; times in epoch ms. */
export interface CaseFacts {
  state: CaseState;
  owner: { id: string; name: string } | null;
  awsCaseId: string | null;
  acknowledged: { at: number; by: string } | null;
  snoozed: { at: number; by: string; until: number | null; untilChange: boolean } | null;
  sorted: Sorted | null;
  version: number;
}

export const UNTOUCHED: CaseFacts = {
  state: 'new',
  owner: null,
  awsCaseId: null,
  acknowledged: null,
  snoozed: null,
  sorted: null,
  version: 0,
};

export interface NewStep {
  kind: CaseStepKind;
  before: string | null;
  after: string | null;
  note: string | null;
}

/** Who changes it, and when. `owner`: the person that `change.ownerId` means. */
export interface CaseHand {
  at: number;
  by: string;
  owner: { id: string; name: string } | null;
}

/**
 * What a change does to a case: the case as it is then, and a step for everything that moved. What is so already makes no
 * step. The version moves by one where anything but a note did.
 */
export function changeCase(
  known: CaseFacts,
  change: CaseChange,
  hand: CaseHand,
): { facts: CaseFacts; steps: NewStep[] } {
  const facts = { ...known };
  const steps: NewStep[] = [];
  const step = (kind: CaseStepKind, before: string | null, after: string | null, note: string | null = null) =>
    steps.push({ kind, before, after, note });
  if (change.state !== undefined && change.state !== known.state) {
    facts.state = change.state;
    step('state', known.state, change.state);
  }
  if (change.ownerId !== undefined && change.ownerId !== (known.owner?.id ?? null)) {
    facts.owner = change.ownerId === null ? null : hand.owner;
    step('owner', known.owner?.name ?? null, facts.owner?.name ?? null);
  }
  const awsCaseId = change.awsCaseId === '' ? null : change.awsCaseId;
  if (awsCaseId !== undefined && awsCaseId !== known.awsCaseId) {
    facts.awsCaseId = awsCaseId;
    step('aws-case', known.awsCaseId, awsCaseId);
  }
  if (change.acknowledged !== undefined && change.acknowledged !== (known.acknowledged !== null)) {
    facts.acknowledged = change.acknowledged ? { at: hand.at, by: hand.by } : null;
    step(change.acknowledged ? 'acknowledged' : 'unacknowledged', known.acknowledged?.by ?? null, null);
  }
  if (change.snooze !== undefined) {
    const before = snoozeWords(known.snoozed);
    const wanted = change.snooze === null ? null : snoozeOf(change.snooze, hand);
    const after = snoozeWords(wanted);
    if (before !== after) {
      facts.snoozed = wanted;
      step(wanted === null ? 'unsnoozed' : 'snoozed', before, after);
    }
  }
  if (change.sorted !== undefined && change.sorted !== known.sorted) {
    facts.sorted = change.sorted;
    step('sorted', known.sorted, change.sorted);
  }
  if (steps.length > 0) facts.version += 1;
  if (change.note !== undefined) step('note', null, null, change.note);
  return { facts, steps };
}

function snoozeOf(
  { until, untilChange = false }: NonNullable<NonNullable<CaseChange['snooze']>>,
  { at, by }: CaseHand,
): NonNullable<CaseFacts['snoozed']> {
  return { at, by, until: until === undefined ? null : Date.parse(until), untilChange };
}

/** `2026-11-25T12:00:00.000Z or a change`: what a step says, and by which two snoozes are the same. */
function snoozeWords(snoozed: CaseFacts['snoozed']): string | null {
  if (snoozed === null) return null;
  const time = snoozed.until === null ? null : new Date(snoozed.until).toISOString();
  return [time, snoozed.untilChange ? 'a change' : null].filter((word) => word !== null).join(' or ');
}

/** Whether a snooze still hides the case. */
export function isAsleep(snoozed: CaseFacts['snoozed'], now: number): boolean {
  return snoozed !== null && (snoozed.until === null || snoozed.until > now);
}
