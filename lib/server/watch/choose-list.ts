import 'server-only';

export interface ListTurn {
  now: number;
  /** Pages left in a pass that has begun. */
  unfinished: { disabled: boolean; high: boolean; findings: boolean };
  /** When each was last asked, epoch ms; 0: never. */
  askedAt: { disabled: number; high: number; findings: number };
  /** Passes over DISABLED, HIGH and everything that are complete. */
  finished: { disabled: boolean; high: boolean; full: boolean };
  /** The lists may be asked at all (not refused). */
  entities: boolean;
  findings: boolean;
  /** A page of the full sweep waits: it takes the turn that findings otherwise have. */
  sweeping: boolean;
  hastenFindings: boolean;
  /** Reads of lists since the last one of findings. */
  listsInARow: number;
}

export type ListChoice = { read: 'disabled' | 'high' | 'findings' } | { waitMs: number };

/** No list more often than this, however much quota there is. */
const LIST_SPACING_MS = 1_000;
/** While everything is read for the first time, trouble is looked for now and then only. */
const FIRST_SWEEP_SPACING_MS = 10_000;
const FINDINGS_SPACING_MS = 2_000;
/** At the default share, every second request: the past that SES gives comes with the senders, not after them. */
const FIRST_FINDINGS_SPACING_MS = 4_000;
/** Each list is read every second turn, every third across findings: a change waits three requests at most. */
const LISTS_A_FINDING = 4;
/** While the full sweep uses its third, findings wait for their turn no longer than this. */
const FINDINGS_OVERDUE_MS = 30_000;

/**
 * What the filtered lane reads next. First connection: DISABLED, then HIGH, whole; then findings beside everything. Later
 * DISABLED and HIGH by turns, and findings in the turns the full sweep leaves.
 */
export function chooseList(turn: ListTurn): ListChoice {
  const { now, askedAt, unfinished, finished } = turn;
  if (turn.entities) {
    if (!finished.disabled) return { read: 'disabled' };
    if (!finished.high) return { read: 'high' };
  }
  const firstSweep = turn.entities && !finished.full;
  const spacing = firstSweep ? FIRST_SWEEP_SPACING_MS : LIST_SPACING_MS;
  const listDue = (lane: 'disabled' | 'high') => (unfinished[lane] ? 0 : askedAt[lane] + spacing);
  const findingsDue = firstSweep
    ? askedAt.findings + FIRST_FINDINGS_SPACING_MS
    : unfinished.findings
      ? 0
      : askedAt.findings + FINDINGS_SPACING_MS;
  const first = askedAt.disabled <= askedAt.high ? 'disabled' : 'high';
  const second = first === 'disabled' ? 'high' : 'disabled';
  const overdue = now - askedAt.findings > FINDINGS_OVERDUE_MS;
  const findingsTurn = turn.findings && findingsDue <= now && turn.listsInARow >= LISTS_A_FINDING;
  if (findingsTurn && (!turn.sweeping || overdue || turn.hastenFindings)) return { read: 'findings' };
  if (turn.entities) {
    if (listDue(first) <= now) return { read: first };
    if (listDue(second) <= now) return { read: second };
  }
  if (turn.findings && findingsDue <= now) return { read: 'findings' };
  const next = [
    ...(turn.entities ? [listDue(first), listDue(second)] : []),
    ...(turn.findings ? [findingsDue] : []),
    now + LIST_SPACING_MS,
  ];
  return { waitMs: Math.max(10, Math.min(...next) - now) };
}
