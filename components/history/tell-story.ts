import { countInSight, layOut, type Cell, type View } from '@/components/history/lay-out.ts';
import { lastFrom, type Lane } from '@/components/history/prepare-lanes.ts';
import { durationWords, laneWords, stretchWords } from '@/components/history/step-words.ts';
import { formatMoment, type Zone } from '@/components/ui/format-time.ts';

/** More than this of one row, and several are told in one sentence each time. */
const MOST_SENTENCES = 40;
/** A row this wide has about as many cells as can be listened to. */
const COARSE_PX = 120;

export interface LaneStory {
  lane: Lane;
  /** What each sentence tells of. */
  cells: Cell[];
  sentences: string[];
}

/**
 * What the picture shows, in words, row by row, oldest first: the same steps, with the same durations. Where a row holds more
 * than anybody listens to, neighbours are told together: how many, and the loudest of them, as the picture draws them.
 */
export function tellStory(lanes: readonly Lane[], view: View, now: number, zone: Zone): LaneStory[] {
  return lanes.flatMap((lane) => {
    const exact = countInSight(lane, view) <= MOST_SENTENCES;
    // Wide enough that nothing is too narrow.
    const cells = exact ? everyStep(lane, view) : layOut(lane, view, COARSE_PX);
    if (cells.length === 0) return [];
    const end = (cell: Cell, index: number) => cells[index + 1]?.step.from ?? cell.step.to;
    const sentences = cells.map((cell, index) => {
      const { step, count } = cell;
      if (lane.kind === 'marks' && count === 1) return `${formatMoment(step.from, now, zone)}: ${step.word}`;
      if (count === 1) return `${step.word}, ${stretchWords(step, now, zone)} (${durationWords(step, now)})`;
      return `${count} changes, ${stretchWords({ from: timeAt(cell.x, view), to: end(cell, index) }, now, zone)}, among them ${step.word}`;
    });
    return [{ lane, cells, sentences }];
  });
}

const timeAt = (x: number, view: View) => view.from + (x / COARSE_PX) * (view.to - view.from);

function everyStep({ steps }: Lane, view: View): Cell[] {
  return steps
    .slice(Math.max(0, lastFrom(steps, view.from)))
    .filter(({ from, to }) => from < view.to && (to ?? Infinity) >= view.from)
    .map((step) => ({ x: 0, width: 0, step, count: 1 }));
}

/** The whole in one sentence, for those who come to the picture by keyboard. */
export function summarise(stories: readonly LaneStory[], view: View, now: number, zone: Zone): string {
  const latest = stories.flatMap(({ lane, cells }) => {
    const last = cells.at(-1);
    return lane.kind === 'record' && last ? [`${laneWords(lane)} ${last.step.word}`] : [];
  });
  const until = view.to >= now ? 'now' : formatMoment(view.to, now, zone);
  const stretch = `${formatMoment(view.from, now, zone)} to ${until}`;
  return `${stories.length} tracks, ${stretch}. At the end: ${latest.join(', ') || 'nothing known'}.`;
}
