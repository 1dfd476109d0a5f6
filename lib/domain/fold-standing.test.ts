import { expect, it } from 'vitest';
import { foldReports, foldStanding, type StandingChange } from './fold-standing.ts';

let id = 0;
const change = (seenAt: number, track: string, value: string | null, more: Partial<StandingChange> = {}) => ({
  id: ++id,
  incarnation: 1,
  track,
  kind: 'changed',
  value,
  awsTime: null,
  seenAt,
  marks: [],
  ...more,
});

it('makes one step a moment, and begins anew with an incarnation', () => {
  const changes = [
    change(0, 'aggregate', 'ENABLED', { kind: 'baseline', awsTime: -50 }),
    change(0, 'impact', 'LOW', { kind: 'baseline' }),
    change(5, 'finding:BOUNCE', 'OPEN'),
    change(10, 'aggregate', 'DISABLED'),
    change(20, 'existence', 'deleted'),
    change(30, 'existence', 'present', { incarnation: 2 }),
    change(30, 'aggregate', 'REINSTATED', { incarnation: 2, kind: 'baseline' }),
  ];
  const steps = foldStanding(null, changes);
  expect(
    steps.map((step) => [step.at, step.aggregate, step.impact, step.deleted, step.sinceAt, step.sinceAtLeast]),
  ).toEqual([
    [0, 'ENABLED', 'LOW', false, -50, true],
    [10, 'DISABLED', 'LOW', false, 10, false],
    [20, 'DISABLED', 'LOW', true, 10, false],
    [30, 'REINSTATED', null, false, 30, true],
  ]);
  expect(foldStanding(steps[1] ?? null, changes.slice(4))).toEqual(steps.slice(2));
});

it('is not sure of a run across a record that was rewritten, or after a gap', () => {
  const steps = foldStanding(null, [
    change(0, 'aggregate', 'ENABLED', { kind: 'baseline' }),
    change(10, 'aggregate', 'DISABLED'),
    change(10, 'customer', 'DISABLED', { kind: 'rewritten' }),
    change(20, 'customer', 'DISABLED', { kind: 'rewritten' }),
    change(30, 'aggregate', 'ENABLED', { marks: ['after-gap'], awsTime: 25 }),
  ]);
  expect(steps.map(({ at, sinceAt, sinceAtLeast }) => [at, sinceAt, sinceAtLeast])).toEqual([
    [0, 0, true],
    [10, 10, false],
    [20, 10, true],
    [30, 25, true],
  ]);
});

it('tells the aggregate of reports only where it follows from the records', () => {
  const steps = foldReports([
    change(90, 'customer', 'ENABLED', { awsTime: 10 }),
    change(99, 'aws', 'ENABLED', { awsTime: 20, kind: 'baseline' }),
    change(90, 'customer', 'DISABLED', { awsTime: 30 }),
  ]);
  expect(steps.map((step) => [step.at, step.aggregate, step.sinceAt, step.sinceAtLeast])).toEqual([
    [10, null, 10, true],
    [20, 'ENABLED', 20, true],
    [30, 'DISABLED', 30, false],
  ]);
});
