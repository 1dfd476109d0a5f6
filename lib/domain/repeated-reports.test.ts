import { describe, expect, it } from 'vitest';
import { repeatedReports, type ToldChange } from './repeated-reports.ts';

const change = (given: Partial<ToldChange> = {}): ToldChange => ({
  track: 'finding:BOUNCE',
  kind: 'changed',
  value: 'OPEN',
  cause: 'The bounce rate exceeded 15.0%.',
  awsTime: 1_000_000,
  reported: false,
  ...given,
});
const report = (given: Partial<ToldChange> = {}) => change({ reported: true, ...given });
const repeated = (...changes: ToldChange[]) => [...repeatedReports(changes, (one) => one)];

describe('a report of a finding', () => {
  const sight = change({ awsTime: 1_000_640 });
  it.each<[string, ToldChange, boolean]>([
    ['repeats the sight whose time it gives in whole seconds', report(), true],
    ['repeats it without a description too', report({ cause: null }), true],
    ['is another one with another description', report({ cause: 'The bounce rate exceeded 10.0%.' }), false],
    ['is its end, not its opening', report({ value: 'FIXED' }), false],
    ['is another episode long before', report({ awsTime: 1 }), false],
    ['is of another type', report({ track: 'finding:COMPLAINT' }), false],
    ['without a time is told', report({ awsTime: null }), false],
  ])('%s', (_, one, is) => {
    expect(repeated(sight, one)).toEqual(is ? [one] : []);
    expect(repeated(one, sight)).toEqual(is ? [one] : []);
  });

  it('repeats a first sight, which carries the time of its opening', () => {
    expect(repeated(change({ kind: 'baseline' }), report())).toHaveLength(1);
  });

  it('never hides a sight, nor a report that repeats only a report', () => {
    expect(repeated(change(), change())).toEqual([]);
    expect(repeated(report(), report())).toEqual([]);
  });
});

describe('a report of a record', () => {
  const record = { track: 'customer', value: 'DISABLED', cause: 'High bounce rate.' };
  it('repeats a seen flip of the same time alone', () => {
    expect(repeated(change(record), report(record))).toHaveLength(1);
    expect(repeated(change(record), report({ ...record, awsTime: 1_000_001 }))).toEqual([]);
  });

  it('tells more than a first sight, which does not say that anything changed', () => {
    expect(repeated(change({ ...record, kind: 'baseline' }), report(record))).toEqual([]);
  });
});
