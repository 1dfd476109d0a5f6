import { describe, expect, it } from 'vitest';
import { walkRuns } from './walk-runs.ts';

const track = (name: string, ...starts: number[]) => ({
  track: name,
  runs: starts.map((from) => ({ from, to: from + 1, value: 'ENABLED', change: null })),
});
const tracks = [track('aggregate', 0, 10, 20), track('aws', 0, 15), track('impact', 18)];
const step = (lane: string, from: number, key: string) => {
  const next = walkRuns(tracks, { track: lane, from }, key);
  return next && [next.track, next.from];
};

describe('walkRuns', () => {
  it('walks from change to change, and stops at the ends', () => {
    expect(step('aggregate', 10, 'ArrowRight')).toEqual(['aggregate', 20]);
    expect(step('aggregate', 10, 'ArrowLeft')).toEqual(['aggregate', 0]);
    expect(step('aggregate', 20, 'ArrowRight')).toBeNull();
    expect(step('aggregate', 0, 'ArrowLeft')).toBeNull();
  });
  it('changes track at the same moment, or to its first where it had none yet', () => {
    expect(step('aggregate', 20, 'ArrowDown')).toEqual(['aws', 15]);
    expect(step('aggregate', 10, 'ArrowDown')).toEqual(['aws', 0]);
    expect(step('aws', 15, 'ArrowDown')).toEqual(['impact', 18]);
    expect(step('aggregate', 0, 'ArrowUp')).toBeNull();
  });
  it('knows no other key and no track that is gone', () => {
    expect(step('aggregate', 0, 'x')).toBeNull();
    expect(step('policy', 0, 'ArrowRight')).toBeNull();
  });
});
