/**
 * The rules of findings. SES gives them no id: a finding is (ARN, type, createdAt), ties broken by description, and a
 * track may hold several at once. All of one entity here; times in epoch ms.
 */
export interface FindingAnswer {
  type: string | null;
  impact: string | null;
  description: string | null;
  status: string | null;
  createdAt: number | null;
  lastUpdatedAt: number | null;
}

export interface KnownFinding extends FindingAnswer {
  id: number;
  firstSeenAt: number;
  lastSeenAt: number;
}

export interface FindingObservation {
  beganAt: number;
  endedAt: number;
  /** True for what SES already held when we first looked: a past from before we watched, not an event. */
  baseline: boolean;
}

export interface FindingChange {
  track: `finding:${string}`;
  kind: 'baseline' | 'changed';
  old: FindingPoint | null;
  new: FindingPoint;
  impact: string | null;
  awsTime: number | null;
  seenAt: number;
  seenAfter: number | null;
}

/** `value` is the finding's status; `cause` its description. */
export interface FindingPoint {
  value: string | null;
  cause: string | null;
  lastUpdatedAt: number | null;
}

export type FindingStep =
  | { decision: 'new'; finding: FindingAnswer; changes: FindingChange[] }
  | { decision: 'applied'; id: number; finding: FindingAnswer; changes: FindingChange[] }
  | { decision: 'unchanged'; id: number }
  | { decision: 'dropped'; id: number };

/**
 * What one read does to the findings we hold of one entity. Findings that the answers do not name are left alone: only
 * a read by `RESOURCE_ARN` can tell that one is gone (see `missingFrom`).
 * A change is a flip of status or impact; a description that SES rewords is kept up to date without one.
 */
export function observeFindings(
  known: readonly KnownFinding[],
  answers: readonly FindingAnswer[],
  observation: FindingObservation,
): FindingStep[] {
  const left = new Set(known);
  const pairs = new Map<FindingAnswer, KnownFinding>();
  for (const exact of [true, false]) {
    for (const answer of answers) {
      if (pairs.has(answer)) continue;
      const candidates = [...left].filter((held) => sameKey(held, answer));
      const pick = exact ? candidates.find((held) => held.description === answer.description) : candidates[0];
      // Without a creation time the description is all there is to tell two findings apart.
      if (!pick || (!exact && answer.createdAt === null)) continue;
      pairs.set(answer, pick);
      left.delete(pick);
    }
  }
  return answers.map((answer) => stepOf(pairs.get(answer), answer, observation));
}

/** Open findings we hold that a whole read did not name. */
export function missingFrom(known: readonly KnownFinding[], steps: readonly FindingStep[]): KnownFinding[] {
  const named = new Set(steps.flatMap((step) => (step.decision === 'new' ? [] : [step.id])));
  return known.filter((finding) => finding.status === 'OPEN' && !named.has(finding.id));
}

function stepOf(held: KnownFinding | undefined, answer: FindingAnswer, observation: FindingObservation): FindingStep {
  if (!held) return { decision: 'new', finding: answer, changes: firstSight(answer, observation) };
  if (isOlder(held, answer, observation)) return { decision: 'dropped', id: held.id };
  if (same(held, answer)) return { decision: 'unchanged', id: held.id };
  const flipped = held.status !== answer.status || held.impact !== answer.impact;
  const changes: FindingChange[] = flipped
    ? [
        {
          track: trackOf(answer),
          kind: 'changed',
          old: pointOf(held),
          new: pointOf(answer),
          impact: answer.impact,
          awsTime: answer.lastUpdatedAt,
          seenAt: observation.endedAt,
          seenAfter: held.lastSeenAt,
        },
      ]
    : [];
  return { decision: 'applied', id: held.id, finding: answer, changes };
}

/** A finding first seen FIXED opened and ended out of our sight: both points are told, with SES's times. */
function firstSight(answer: FindingAnswer, observation: FindingObservation): FindingChange[] {
  const kind = observation.baseline ? 'baseline' : 'changed';
  const shared = {
    track: trackOf(answer),
    kind,
    impact: answer.impact,
    seenAt: observation.endedAt,
    seenAfter: null,
  } as const;
  const opened: FindingChange = {
    ...shared,
    old: null,
    new: { value: 'OPEN', cause: answer.description, lastUpdatedAt: answer.createdAt },
    awsTime: answer.createdAt,
  };
  if (answer.status === 'OPEN') return [{ ...opened, new: pointOf(answer) }];
  const ended: FindingChange = { ...shared, old: null, new: pointOf(answer), awsTime: answer.lastUpdatedAt };
  if (answer.status !== 'FIXED' || answer.createdAt === null) return [ended];
  return [opened, { ...ended, old: opened.new }];
}

export function trackOf(finding: { type: string | null }): `finding:${string}` {
  return `finding:${finding.type ?? ''}`;
}

function pointOf(finding: FindingAnswer): FindingPoint {
  return { value: finding.status, cause: finding.description, lastUpdatedAt: finding.lastUpdatedAt };
}

function sameKey(held: KnownFinding, answer: FindingAnswer): boolean {
  return held.type === answer.type && held.createdAt === answer.createdAt;
}

function same(held: FindingAnswer, answer: FindingAnswer): boolean {
  return (
    held.status === answer.status &&
    held.impact === answer.impact &&
    held.description === answer.description &&
    held.lastUpdatedAt === answer.lastUpdatedAt
  );
}

function isOlder(held: KnownFinding, answer: FindingAnswer, observation: FindingObservation): boolean {
  if (held.lastUpdatedAt !== null && answer.lastUpdatedAt !== null && answer.lastUpdatedAt !== held.lastUpdatedAt) {
    return answer.lastUpdatedAt < held.lastUpdatedAt;
  }
  return observation.beganAt < held.lastSeenAt && !same(held, answer);
}
