import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../lib/domain/build-runs.ts';
import { formatMoment } from '../ui/format-time.ts';
import { layOut, NARROW_PX, type View } from './lay-out.ts';
import { type Lane, prepareLanes, stepAt } from './prepare-lanes.ts';
import { summarise, tellStory } from './tell-story.ts';

const T = Date.UTC(2026, 10, 1);
const HOUR = 3_600_000;
const NOW = T + 1000 * HOUR;
const run = (from: number, to: number | null, value: string | null, over: Partial<Run> = {}): Run => ({
  from: T + from * HOUR,
  to: to === null ? null : T + to * HOUR,
  value,
  impact: null,
  changeId: from + 1,
  knownAt: T + from * HOUR,
  startSeen: true,
  endSeen: true,
  lane: 0,
  ...over,
});
const view = (from: number, to: number): View => ({ from: T + from * HOUR, to: T + to * HOUR });

describe('the story of the picture', () => {
  it('tells each step with its times, and at least where a start or an end was not seen', () => {
    const lanes = prepareLanes(
      [
        {
          track: 'aggregate',
          runs: [run(0, 10, 'ENABLED', { startSeen: false }), run(10, 13, 'DISABLED'), run(13, null, 'REINSTATED')],
        },
        { track: 'aws', runs: [run(0, 10, 'ENABLED'), run(10, null, 'DISABLED', { startSeen: false })] },
        { track: 'impact', runs: [run(0, 10, null), run(10, 12, 'HIGH'), run(12, null, null)] },
        { track: 'finding:BOUNCE', runs: [run(2, 9, 'OPEN', { impact: 'LOW' }), run(3, null, 'OPEN', { lane: 1 })] },
      ],
      [{ at: new Date(T + 13 * HOUR).toISOString(), kind: 'act', label: 'Reinstate sending, by Ada', href: null }],
    );
    const stories = tellStory(lanes, view(0, 24), T + 24 * HOUR, 'utc');
    expect(stories.map(({ lane, sentences }) => [lane.key, ...sentences])).toMatchInlineSnapshot(`
      [
        [
          "aggregate 0",
          "Enabled, 1 Nov 2026 00:00 UTC to 1 Nov 2026 10:00 UTC (at least 10 h)",
          "Disabled, 1 Nov 2026 10:00 UTC to 1 Nov 2026 13:00 UTC (3 h)",
          "Reinstated, 1 Nov 2026 13:00 UTC to now (11 h so far)",
        ],
        [
          "aws 0",
          "Enabled, 1 Nov 2026 00:00 UTC to 1 Nov 2026 10:00 UTC (10 h)",
          "Disabled, 1 Nov 2026 10:00 UTC to now (at least 14 h so far)",
        ],
        [
          "impact 0",
          "High impact, 1 Nov 2026 10:00 UTC to 1 Nov 2026 12:00 UTC (2 h)",
        ],
        [
          "finding:BOUNCE 0",
          "Open, 1 Nov 2026 02:00 UTC to 1 Nov 2026 09:00 UTC (7 h)",
        ],
        [
          "finding:BOUNCE 1",
          "Open, 1 Nov 2026 03:00 UTC to now (21 h so far)",
        ],
        [
          "marks",
          "1 Nov 2026 13:00 UTC: Reinstate sending, by Ada",
        ],
      ]
    `);
    expect(summarise(stories, view(0, 24), T + 24 * HOUR, 'utc')).toBe(
      '6 tracks, 1 Nov 2026 00:00 UTC to now. At the end: Sending Reinstated, SES record Disabled.',
    );
  });

  it('says of the picture what it shows, at every moment, however dense', () => {
    const history = fc.array(
      fc.record({ hours: fc.integer({ min: 1, max: 20 }), word: fc.constantFrom('ENABLED', 'DISABLED', 'REINSTATED') }),
      {
        minLength: 1,
        maxLength: 400,
      },
    );
    fc.assert(
      fc.property(
        history,
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 1, max: 3000 }),
        (given, start, span) => {
          let at = 0;
          const runs = given.map(({ hours, word }, index) =>
            run(at, index === given.length - 1 ? null : (at += hours), word, { changeId: index }),
          );
          const lanes = prepareLanes([{ track: 'customer', runs }], []);
          const shown = view(start, start + span);
          const lane = lanes[0] as Lane;
          const picture = layOut(lane, shown, 900);
          const [story] = tellStory(lanes, shown, NOW, 'utc');
          const seen = new Set(picture.map(({ step }) => step));
          const told = new Set(story?.cells.map(({ step }) => step));
          // Both tell of the same number of steps, the last is the same, and what either singles out is true.
          const count = (cells: { count: number }[] = []) => cells.reduce((sum, cell) => sum + cell.count, 0);
          expect(count(story?.cells)).toBe(count(picture));
          for (const step of [...seen, ...told]) expect(lane.steps).toContain(step);
          const loudest = (steps: Set<{ tone: string }>) => [...steps].some(({ tone }) => tone === 'paused');
          expect(loudest(told)).toBe(loudest(seen));
          for (let part = 0; part < 40; part += 1) {
            const moment = shown.from + ((shown.to - shown.from) * part) / 40;
            const truth = stepAt(lane.steps, moment);
            const cell = picture.findLast(({ x }) => x <= (900 * part) / 40);
            if (truth === null || cell?.count !== 1 || cell.width <= NARROW_PX) continue;
            expect(cell.step).toBe(truth);
            const sentence =
              story?.sentences[story.cells.findIndex(({ step, count: of }) => step === truth && of === 1)];
            const inWords = `${truth.word}, ${formatMoment(truth.from, NOW, 'utc')}`;
            expect(sentence ?? inWords).toContain(inWords);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('never draws more than the picture is wide', () => {
    const runs = Array.from({ length: 10_000 }, (_, index) =>
      run(index, index + 1, index % 97 === 0 ? 'DISABLED' : 'ENABLED', { changeId: index }),
    );
    const [lane] = prepareLanes([{ track: 'aws', runs }], []) as [Lane];
    const cells = layOut(lane, view(0, 10_000), 900);
    expect(cells.length).toBeLessThanOrEqual(900 / NARROW_PX + 1);
    expect(cells.reduce((sum, { count }) => sum + count, 0)).toBe(10_000);
    // No stop is lost among the many that were none.
    const stops = cells.filter(({ step }) => step.word === 'Disabled').reduce((sum, { count }) => sum + count, 0);
    expect(stops).toBeGreaterThan(100);
    expect(layOut(lane, view(500, 510), 900)).toHaveLength(10);
    const told = tellStory([lane], view(0, 10_000), NOW, 'utc')[0];
    expect(told?.sentences.length).toBeLessThanOrEqual(41);
    expect(told?.sentences[0]).toMatch(/^2\d\d changes, 1 Nov 2026 00:00 UTC to .*, among them Disabled$/);
  });
});
