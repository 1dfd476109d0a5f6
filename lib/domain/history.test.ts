import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Run } from './build-runs.ts';
import { packRuns, trackHistorySchema, unpackRuns } from './history.ts';

it('reads back the runs it packs, and packs each word once', () => {
  const word = fc.constantFrom('ENABLED', 'DISABLED', null);
  const time = fc.integer({ min: 1, max: 2e12 });
  const run: fc.Arbitrary<Run> = fc.record({
    from: time,
    to: fc.option(time),
    value: word,
    impact: word,
    changeId: fc.option(fc.integer({ min: 1 })),
    startSeen: fc.boolean(),
    endSeen: fc.boolean(),
    lane: fc.nat(9),
    knownAt: time,
  });
  fc.assert(
    fc.property(fc.array(run), (runs) => {
      const packed = trackHistorySchema.parse(JSON.parse(JSON.stringify(packRuns({ track: 'aws', runs }))));
      expect(unpackRuns(packed)).toEqual({ track: 'aws', runs });
      expect(packed.words.length).toBeLessThanOrEqual(3);
    }),
  );
});
