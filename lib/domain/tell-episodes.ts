/** A finding, as far as its place among others of its type needs it. Times: ISO 8601. */
interface EpisodeFinding {
  type: string | null;
  status: string | null;
  createdAt: string | null;
  lastUpdatedAt: string | null;
  firstSeenAt: string;
}

export interface Episode {
  /** 1 is the oldest that is known. */
  number: number;
  of: number;
  /** How long it lasted, ms; null: it is open, or SES gave no end. */
  lastedMs: number | null;
  /** Its beginning was not told, so it may have lasted longer. */
  atLeast: boolean;
  /**
   * Between the end of the one before and its beginning, ms; 0 or less: it began while that one was open. null: it is the
   * first, or one of the two moments is not known.
   */
  gapMs: number | null;
}

/** Tells findings of one type apart: which of how many, how long, how long after the one before. In the order given. */
export function tellEpisodes(findings: readonly EpisodeFinding[]): Episode[] {
  const ordered = findings
    .map((finding, index) => ({ finding, index, began: beganAt(finding) }))
    .toSorted((a, b) => a.began - b.began || a.index - b.index);
  const counts = new Map<string | null, number>();
  for (const { type } of findings) counts.set(type, (counts.get(type) ?? 0) + 1);
  const before = new Map<string | null, { number: number; finding: EpisodeFinding }>();
  const told: Episode[] = Array.from({ length: findings.length });
  for (const { finding, index, began } of ordered) {
    const last = before.get(finding.type);
    const end = endedAt(finding);
    const lastEnd = last === undefined ? null : endedAt(last.finding);
    const number = (last?.number ?? 0) + 1;
    told[index] = {
      number,
      of: counts.get(finding.type) ?? 1,
      lastedMs: end === null ? null : Math.max(0, end - began),
      atLeast: finding.createdAt === null,
      gapMs: last === undefined ? null : gapOf(last.finding, lastEnd, finding),
    };
    before.set(finding.type, { number, finding });
  }
  return told;
}

const beganAt = ({ createdAt, firstSeenAt }: EpisodeFinding) => Date.parse(createdAt ?? firstSeenAt);

/** SES updates a finding when it ends; of one that is not fixed the last update says nothing about an end. */
function endedAt({ status, lastUpdatedAt }: EpisodeFinding): number | null {
  return status === 'FIXED' && lastUpdatedAt !== null ? Date.parse(lastUpdatedAt) : null;
}

function gapOf(last: EpisodeFinding, lastEnd: number | null, finding: EpisodeFinding): number | null {
  if (finding.createdAt === null) return null;
  if (last.status === 'OPEN') return 0;
  return lastEnd === null ? null : Date.parse(finding.createdAt) - lastEnd;
}

const ORDINALS = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth'];

/** `second of 3`; nothing for a finding that is the only one of its type. */
export function episodeWords({ number, of }: Episode): string | null {
  return of === 1 ? null : `${ORDINALS[number] ?? `number ${number}`} of ${of}`;
}
