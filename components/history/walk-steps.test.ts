import { describe, expect, it } from 'vitest';
import type { Lane, Step } from './prepare-lanes.ts';
import { stopAt, walkSteps } from './walk-steps.ts';

const step = (from: number): Step => ({
  from,
  to: from + 1,
  word: 'Enabled',
  tone: 'ok',
  changeId: from,
  knownAt: from,
  startSeen: true,
  endSeen: true,
  href: null,
});
const lane = (key: string, ...starts: number[]): Lane => ({
  key,
  track: key,
  label: key,
  kind: 'record',
  steps: starts.map(step),
});
const lanes = [lane('aggregate', 0, 10, 20), lane('aws', 0, 15), lane('impact', 18)];
const walk = (from: string, at: number, key: string) => {
  const next = walkSteps(lanes, { lane: from, from: at }, key);
  return next && [next.lane.key, next.step.from];
};

describe('walkSteps', () => {
  it('walks from change to change, and stops at the ends', () => {
    expect(walk('aggregate', 10, 'ArrowRight')).toEqual(['aggregate', 20]);
    expect(walk('aggregate', 10, 'ArrowLeft')).toEqual(['aggregate', 0]);
    expect(walk('aggregate', 20, 'ArrowRight')).toBeNull();
    expect(walk('aggregate', 0, 'ArrowLeft')).toBeNull();
    expect(walk('aggregate', 10, 'Home')).toEqual(['aggregate', 0]);
    expect(walk('aggregate', 0, 'End')).toEqual(['aggregate', 20]);
  });
  it('changes rows at the same moment, or to the first of a row that began later', () => {
    expect(walk('aggregate', 20, 'ArrowDown')).toEqual(['aws', 15]);
    expect(walk('aggregate', 10, 'ArrowDown')).toEqual(['aws', 0]);
    expect(walk('aws', 15, 'ArrowDown')).toEqual(['impact', 18]);
    expect(walk('aggregate', 0, 'ArrowUp')).toBeNull();
    expect(walk('impact', 18, 'ArrowDown')).toBeNull();
  });
  it('knows no other key and no row that is gone', () => {
    expect(walk('aggregate', 0, 'x')).toBeNull();
    expect(walk('policy', 0, 'ArrowRight')).toBeNull();
  });
  it('finds its place again, and no place that is gone', () => {
    expect(stopAt(lanes, { lane: 'aws', from: 15 })?.step.from).toBe(15);
    expect(stopAt(lanes, { lane: 'aws', from: 16 })).toBeNull();
    expect(stopAt(lanes, { lane: 'policy', from: 0 })).toBeNull();
    expect(stopAt(lanes, null)).toBeNull();
  });
});
