import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffKinds } from './diff-standing.ts';
import { warningsOf } from './early-warnings.ts';
import type { StandingWords } from './fold-standing.ts';

const POLICY = 'arn:aws:ses:us-east-1:aws:reputation-policy/';
const words = (more: Partial<StandingWords> = {}): StandingWords => ({
  aggregate: 'ENABLED',
  customer: 'ENABLED',
  aws: 'ENABLED',
  impact: null,
  policy: `${POLICY}standard`,
  deleted: false,
  ...more,
});
const PAUSED = words({ aggregate: 'DISABLED', customer: 'DISABLED', impact: 'HIGH' });
const GONE = words({ deleted: true });

describe('what differs between two moments', () => {
  it.each<[string, StandingWords | null, StandingWords | null, string[]]>([
    ['nothing', words(), words(), []],
    ['paused', words(), PAUSED, ['disabled', 'impact-up']],
    ['lifted', PAUSED, words({ aggregate: 'REINSTATED', impact: 'LOW' }), ['lifted', 'impact-down']],
    ['reinstated to enabled', words({ aggregate: 'REINSTATED' }), words(), ['standing']],
    ['stopped by another record', PAUSED, words({ ...PAUSED, customer: 'ENABLED', aws: 'DISABLED' }), ['standing']],
    ['a new word', words(), words({ aggregate: 'THROTTLED' }), ['standing']],
    ['an impact nobody knows', words({ impact: 'LOW' }), words({ impact: 'SEVERE' }), ['impact-up']],
    ['from one nobody knows', words({ impact: 'SEVERE' }), words(), ['impact-up']],
    ['a weaker policy', words({ policy: `${POLICY}strict` }), words(), ['policy-weaker']],
    ['a stronger policy', words({ policy: `${POLICY}none` }), words(), ['policy-stronger']],
    ['another policy', words(), words({ policy: `${POLICY}lenient-2027` }), ['policy']],
    ['a record alone', words(), words({ customer: 'REINSTATED' }), ['records']],
    ['first seen', null, words(), ['appeared']],
    ['first seen, stopped', null, PAUSED, ['appeared-disabled', 'appeared']],
    ['gone', words(), GONE, ['vanished']],
    ['back', GONE, words(), ['appeared']],
    ['never there', null, GONE, []],
    ['gone both times', GONE, GONE, []],
  ])('%s', (_, before, after, kinds) => expect(diffKinds(before, after)).toEqual(kinds));

  const status = fc.constantFrom(null, 'ENABLED', 'DISABLED', 'REINSTATED', 'NEW');
  const any = fc.record({
    aggregate: status,
    customer: status,
    aws: status,
    impact: fc.constantFrom(null, 'LOW', 'HIGH', 'SEVERE'),
    policy: fc.constantFrom(null, `${POLICY}none`, `${POLICY}standard`, `${POLICY}strict`, `${POLICY}lenient`),
    deleted: fc.boolean(),
  });

  it('says nothing of two that are alike, something of two living ones that differ, and never both up and down', () => {
    fc.assert(
      fc.property(any, any, (before, after) => {
        expect(diffKinds(before, before)).toEqual([]);
        const kinds = diffKinds(before, after);
        const alive = { ...before, deleted: false };
        const differ = JSON.stringify(alive) !== JSON.stringify({ ...after, deleted: false });
        expect(diffKinds(alive, { ...after, deleted: false }).length > 0).toBe(differ);
        expect(kinds.includes('disabled') && kinds.includes('lifted')).toBe(false);
        const wasStopped = kinds.includes('disabled') && !before.deleted;
        expect(wasStopped).toBe(wasStopped && diffKinds(after, before).includes('lifted'));
      }),
    );
  });
});

describe('early warnings', () => {
  const finding = (createdAt: number, percent: number | null, status = 'FIXED') => ({
    type: 'BOUNCE',
    status,
    createdAt,
    percent,
  });
  const sender = { standing: 'enabled' as const, impact: null, policy: `${POLICY}standard`, findings: [] };
  it.each([
    ['none', sender, []],
    ['low under Standard', { ...sender, impact: 'LOW' }, []],
    ['low under Strict', { ...sender, impact: 'LOW', policy: `${POLICY}strict` }, ['low-under-strict']],
    ['stopped already', { ...sender, standing: 'disabled' as const, impact: 'HIGH' }, []],
    ['high and sending', { ...sender, impact: 'HIGH' }, ['high-not-paused']],
    ['rising', { ...sender, findings: [finding(2, 10, 'OPEN'), finding(1, 5)] }, ['rising-rate']],
    ['falling', { ...sender, findings: [finding(1, 10), finding(2, 5, 'OPEN')] }, []],
    ['risen and fixed', { ...sender, findings: [finding(1, 5), finding(2, 10)] }, []],
    ['rates not told', { ...sender, findings: [finding(1, null), finding(2, 10, 'OPEN')] }, []],
  ])('%s', (_, input, kinds) => expect(warningsOf(input).map(({ kind }) => kind)).toEqual(kinds));
});
