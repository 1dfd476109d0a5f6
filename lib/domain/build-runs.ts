import { placeChanges, type TimedChange } from './place-in-time.ts';
import { repeatedReports } from './repeated-reports.ts';

/** A change as runs are built of it; `placeChanges` says the moment it stands at. */
export interface RunChange extends TimedChange {
  /** Counts up in the order changes were stored. */
  id: number;
  oldValue: string | null;
  /** Of findings, to tell episodes apart: the description and SES's time before and after. */
  oldCause: string | null;
  oldUpdatedAt: number | null;
  cause: string | null;
  updatedAt: number | null;
  impact: string | null;
  /** Told by an event of AWS's and not read by us; it stands at AWS's time, and what was before it is not stored with it. */
  reported: boolean;
}

/** One value of one track over a stretch of time; epoch milliseconds, `to` exclusive. */
export interface Run {
  from: number;
  /** Null: it still holds. */
  to: number | null;
  value: string | null;
  /** Of findings. */
  impact: string | null;
  /** The change that began it; null where it began before the first change we hold. */
  changeId: number | null;
  /** When that was first known to us: as of then the entity shows it. */
  knownAt: number;
  /** Where false, it may have begun earlier, or ended otherwise: its duration reads "at least". */
  startSeen: boolean;
  endSeen: boolean;
  /** Of findings, several of which may be open at once: the row that its episode keeps. */
  lane: number;
}

export interface TrackRuns {
  track: string;
  /** By `from`. */
  runs: Run[];
}

/** Top to bottom: what it comes to, the two records, then what they hang on; findings follow. */
const RECORDS = ['aggregate', 'aws', 'customer', 'impact', 'policy'];
const isFinding = (track: string) => track.startsWith('finding:');

type Placed = RunChange & { at: number };

/**
 * What every track held, when: the history of one entity as steps. A value holds until the next change, until SES no longer
 * knew the entity, or still. Nothing is drawn before the first sight that no time of SES's own speaks for. A report counts
 * only where no two looks prove otherwise (`foldKnownNow` is the same rule for one moment).
 *
 * @param changes of one entity, any order
 * @param readUntil when the newest read behind the entity began, epoch ms; null: it was never read
 */
export function buildRuns(changes: readonly RunChange[], readUntil: number | null): TrackRuns[] {
  const stored = changes.toSorted((a, b) => a.seenAt - b.seenAt || a.id - b.id);
  const places = placeChanges(stored);
  const placed = stored.map((change) => ({ ...change, at: places.get(change)?.at ?? change.seenAt }));
  const lives = livesOf(placed);
  const byTrack = Map.groupBy(placed, ({ track }) => track);
  const tracks = RECORDS.map((track) => {
    const own = believed(byTrack.get(track) ?? [], readUntil);
    return { track, runs: recordRuns(inOrder(own), lives) };
  });
  const updates = placed.filter(({ kind }) => kind === 'rewritten');
  for (const run of tracks[0]?.runs ?? []) {
    // What lay between was not seen: the sender may have been stopped or released meanwhile.
    if (updates.some(({ at }) => run.from < at && at < (run.to ?? Infinity))) run.startSeen = false;
  }
  const findings = [...byTrack.keys()].filter(isFinding).sort();
  const repeated = repeatedReports(placed, (change) => change);
  const once = (track: string) => (byTrack.get(track) ?? []).filter((change) => !repeated.has(change));
  const episodes = findings.map((track) => ({ track, runs: findingRuns(inOrder(once(track)), lives) }));
  return [...tracks, ...episodes].filter(({ runs }) => runs.length > 0);
}

/** Without the reports that two looks, before and after, prove wrong. */
function believed(changes: readonly Placed[], readUntil: number | null): Placed[] {
  const sights = changes.filter(({ reported }) => !reported);
  return changes.filter((report) => {
    if (!report.reported) return true;
    const index = sights.findLastIndex(({ seenAt }) => seenAt <= report.seenAt);
    const last = sights[index];
    if (last === undefined) return true;
    const next = sights[index + 1];
    const provenUntil = next === undefined ? readUntil : next.seenAfter;
    return report.seenAt > Math.max(last.seenAt, provenUntil ?? last.seenAt);
  });
}

/**
 * By the moment each stands at. Two clocks may put a change before another that its own read still saw in place; what was
 * read later then stands no earlier, so that the last run is what is the case.
 */
function inOrder(changes: readonly Placed[]): Placed[] {
  let latest: Placed | null = null;
  const kept = changes.map((change) => {
    const follows = latest !== null && change.seenAfter !== null && change.incarnation === latest.incarnation;
    const at = follows && latest !== null && !isFinding(change.track) ? Math.max(change.at, latest.at) : change.at;
    const own = at === change.at ? change : { ...change, at };
    if (latest === null || own.at >= latest.at) latest = own;
    return own;
  });
  return kept.toSorted((a, b) => a.at - b.at);
}

/** When an incarnation was first seen, and when SES no longer knew it. */
interface Life {
  from: number;
  to: number | null;
  endSeen: boolean;
}

function livesOf(placed: readonly Placed[]): Map<number, Life> {
  const lives = new Map<number, Life>();
  for (const change of placed) {
    if (isFinding(change.track) || change.reported) continue;
    const life = lives.get(change.incarnation) ?? { from: change.seenAt, to: null, endSeen: true };
    if (change.track === 'existence' && change.value === 'deleted') {
      life.to = change.at;
      life.endSeen = wasSeen(change);
    }
    lives.set(change.incarnation, life);
  }
  // A tenant whose creation time moved was replaced without our seeing it go.
  for (const [incarnation, life] of lives) {
    const next = lives.get(incarnation + 1);
    if (life.to === null && next) lives.set(incarnation, { ...life, to: next.from, endSeen: false });
  }
  return lives;
}

/** Whether the flip itself was seen, and not merely its outcome. */
const wasSeen = ({ kind, marks }: RunChange) => kind === 'changed' && !marks.includes('after-gap');

function recordRuns(changes: readonly Placed[], lives: ReadonlyMap<number, Life>): Run[] {
  const runs: Run[] = [];
  changes.forEach((change, index) => {
    const life = lives.get(change.incarnation);
    const before = changes[index - 1];
    // Absent when first seen, which is no entry of its own.
    const absent = before?.incarnation !== change.incarnation && change.kind !== 'baseline';
    if (absent && life && life.from < change.at) {
      runs.push({
        ...runOf(change, life.from, change.at),
        value: change.oldValue,
        changeId: null,
        knownAt: life.from,
        startSeen: false,
      });
    }
    const next = changes[index + 1];
    const followed = next?.incarnation === change.incarnation ? next : undefined;
    const run = runOf(change, change.at, followed?.at ?? life?.to ?? null);
    run.endSeen = followed ? wasSeen(followed) : (life?.endSeen ?? true);
    runs.push(run);
  });
  return runs.filter(({ from, to }) => to === null || to > from);
}

function runOf(change: Placed, from: number, to: number | null): Run {
  const { value, impact, id, seenAt } = change;
  return {
    from,
    to,
    value,
    impact,
    changeId: id,
    knownAt: seenAt,
    startSeen: wasSeen(change),
    endSeen: wasSeen(change),
    lane: 0,
  };
}

/** One finding from its opening to its end; its runs differ in impact. */
interface Episode {
  last: Placed;
  runs: Run[];
}

/** SES gives findings no id: which of several open ones a change continues is told by what it was before. */
function findingRuns(changes: readonly Placed[], lives: ReadonlyMap<number, Life>): Run[] {
  const open: Episode[] = [];
  const all: Episode[] = [];
  for (const change of changes) {
    const episode = change.kind === 'baseline' && change.oldValue === null ? null : continued(open, change);
    const run = episode?.runs.at(-1);
    if (run) Object.assign(run, { to: change.at, endSeen: change.awsTime !== null || wasSeen(change) });
    if (change.value === 'FIXED') {
      if (episode) open.splice(open.indexOf(episode), 1);
      continue;
    }
    // SES's own creation time says when it opened, also where we were not watching yet.
    const begun = {
      ...runOf(change, change.at, null),
      startSeen: change.awsTime !== null || wasSeen(change),
      endSeen: true,
    };
    if (episode) {
      episode.runs.push(begun);
      episode.last = change;
    } else {
      const fresh = { last: change, runs: [begun] };
      open.push(fresh);
      all.push(fresh);
    }
  }
  for (const { last, runs } of open) {
    const run = runs.at(-1);
    const life = lives.get(last.incarnation);
    if (run && life?.to != null && life.to > run.from) Object.assign(run, { to: life.to, endSeen: false });
  }
  return intoLanes(all);
}

function continued(open: readonly Episode[], change: Placed): Episode | null {
  if (change.oldValue === null) return null;
  const own = open.filter(({ last }) => last.incarnation === change.incarnation && last.value === change.oldValue);
  return (
    own.find(({ last }) => last.cause === change.oldCause && last.updatedAt === change.oldUpdatedAt) ??
    own.find(({ last }) => last.cause === change.oldCause) ??
    own[0] ??
    null
  );
}

/** Each episode on the first row that is free when it opens, so that no two lie over each other. */
function intoLanes(episodes: readonly Episode[]): Run[] {
  const ends: number[] = [];
  const runs = episodes
    .toSorted((a, b) => (a.runs[0]?.from ?? 0) - (b.runs[0]?.from ?? 0))
    .flatMap((episode) => {
      const own = episode.runs.filter(({ from, to }) => to === null || to > from);
      const [first] = own;
      if (!first) return [];
      const free = ends.findIndex((end) => end <= first.from);
      const lane = free < 0 ? ends.length : free;
      ends[lane] = own.at(-1)?.to ?? Infinity;
      return own.map((run) => ({ ...run, lane }));
    });
  return runs.sort((a, b) => a.from - b.from);
}
