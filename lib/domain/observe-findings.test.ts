import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { missingFrom, observeFindings, type FindingAnswer, type KnownFinding } from './observe-findings.ts';

const seen = (beganAt: number, baseline = false) => ({ beganAt, endedAt: beganAt + 10, baseline });
const answer = (more: Partial<FindingAnswer> = {}): FindingAnswer => ({
  type: 'BOUNCE',
  impact: 'HIGH',
  description: 'The bounce rate exceeded 15.0%.',
  status: 'OPEN',
  createdAt: 100,
  lastUpdatedAt: 100,
  ...more,
});
const held = (id: number, more: Partial<FindingAnswer> = {}): KnownFinding => ({
  ...answer(more),
  id,
  firstSeenAt: 1000,
  lastSeenAt: 1000,
});

describe('findings', () => {
  it('a new open finding is one change, with the time SES gives', () => {
    expect(observeFindings([], [answer()], seen(2000))).toMatchObject([
      {
        decision: 'new',
        changes: [{ track: 'finding:BOUNCE', kind: 'changed', old: null, new: { value: 'OPEN' }, awsTime: 100 }],
      },
    ]);
  });

  it('a finding first seen fixed tells both its points; at install they are a past, not events', () => {
    const [step] = observeFindings([], [answer({ status: 'FIXED', lastUpdatedAt: 900 })], seen(2000, true));
    expect(step).toMatchObject({
      changes: [
        { kind: 'baseline', old: null, new: { value: 'OPEN' }, awsTime: 100 },
        { kind: 'baseline', old: { value: 'OPEN' }, new: { value: 'FIXED' }, awsTime: 900 },
      ],
    });
  });

  it('OPEN to FIXED is one change; reworded text is none but is kept', () => {
    expect(observeFindings([held(1)], [answer({ status: 'FIXED', lastUpdatedAt: 900 })], seen(2000))).toMatchObject([
      {
        decision: 'applied',
        id: 1,
        changes: [{ old: { value: 'OPEN' }, new: { value: 'FIXED' }, awsTime: 900, seenAfter: 1000 }],
      },
    ]);
    expect(
      observeFindings([held(1)], [answer({ description: 'reworded', lastUpdatedAt: 200 })], seen(2000)),
    ).toMatchObject([{ decision: 'applied', id: 1, finding: { description: 'reworded' }, changes: [] }]);
  });

  it('older answers are dropped: by their time, and without times by read order', () => {
    expect(observeFindings([held(1, { status: 'FIXED', lastUpdatedAt: 900 })], [answer()], seen(2000))).toEqual([
      { decision: 'dropped', id: 1 },
    ]);
    const timeless = { lastUpdatedAt: null };
    expect(observeFindings([held(1, { ...timeless, status: 'FIXED' })], [answer(timeless)], seen(500))).toEqual([
      { decision: 'dropped', id: 1 },
    ]);
  });

  it('a track holds several at once, even with one time: the description tells them apart', () => {
    const two = [held(1, { description: 'a' }), held(2, { description: 'b' })];
    const answers = [answer({ description: 'b', status: 'FIXED', lastUpdatedAt: 300 }), answer({ description: 'a' })];
    expect(observeFindings(two, answers, seen(2000))).toMatchObject([
      { decision: 'applied', id: 2 },
      { decision: 'unchanged', id: 1 },
    ]);
    expect(observeFindings([held(1)], [answer({ createdAt: 500 })], seen(2000))).toMatchObject([{ decision: 'new' }]);
    expect(
      observeFindings([held(1, { createdAt: null })], [answer({ createdAt: null, description: 'other' })], seen(2000)),
    ).toMatchObject([{ decision: 'new' }]);
  });

  it('an open finding that a whole read does not name is missing, nothing more', () => {
    const known = [held(1), held(2, { createdAt: 200 }), held(3, { createdAt: 300, status: 'FIXED' })];
    const steps = observeFindings(known, [answer()], seen(2000));
    expect(missingFrom(known, steps).map((finding) => finding.id)).toEqual([2]);
  });

  it('every held finding is matched at most once, and a repeated read changes nothing', () => {
    const arbitrary: fc.Arbitrary<FindingAnswer> = fc.record({
      type: fc.constantFrom('BOUNCE', 'COMPLAINT', null),
      impact: fc.constantFrom('LOW', 'HIGH', null),
      description: fc.constantFrom('a', 'b', null),
      status: fc.constantFrom('OPEN', 'FIXED', 'PENDING', null),
      createdAt: fc.constantFrom(100, 200, null),
      lastUpdatedAt: fc.constantFrom(100, 900, null),
    });
    const distinct = fc.uniqueArray(arbitrary, {
      maxLength: 8,
      selector: (finding) => JSON.stringify([finding.type, finding.createdAt, finding.description]),
    });
    fc.assert(
      fc.property(distinct, (answers) => {
        const first = observeFindings([], answers, seen(1000));
        const known = first.map((step, index) => {
          if (step.decision !== 'new') throw new Error('nothing was known');
          return { ...step.finding, id: index, firstSeenAt: 1010, lastSeenAt: 1010 };
        });
        const again = observeFindings(known, [...answers].reverse(), seen(2000));
        expect(again.map((step) => step.decision)).toEqual(answers.map(() => 'unchanged'));
        expect(missingFrom(known, again)).toEqual([]);
      }),
    );
  });
});
