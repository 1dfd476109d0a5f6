import { describe, expect, it } from 'vitest';
import type { ObservedChange } from './observe-entity.ts';
import { originOf, type ActEvidence, type FindingEvidence, type OriginEvidence } from './origin-of.ts';

const MINUTE = 60_000;
const NOW = Date.UTC(2026, 10, 23, 12);
const POLICY = 'arn:aws:ses:us-east-1:aws:reputation-policy/';
const point = (value: string | null) => ({ value, cause: null, lastUpdatedAt: null });
const change = (from: string | null, to: string | null, more: Partial<ObservedChange> = {}): ObservedChange => ({
  incarnation: 1,
  track: 'customer',
  kind: 'changed',
  old: point(from),
  new: point(to),
  awsTime: NOW,
  seenAt: NOW + 5_000,
  seenAfter: NOW - 5_000,
  marks: [],
  ...more,
});
const finding = (more: Partial<FindingEvidence> = {}): FindingEvidence => ({
  type: 'BOUNCE',
  impact: 'HIGH',
  status: 'OPEN',
  createdAt: NOW - 2 * MINUTE,
  lastUpdatedAt: NOW - 2 * MINUTE,
  firstSeenAt: NOW,
  ...more,
});
const act = (more: Partial<ActEvidence> = {}): ActEvidence => ({
  actId: 'act-1',
  requested: 'DISABLED',
  sentAt: NOW - 1000,
  explained: [],
  ...more,
});
const evidence = (more: Partial<OriginEvidence> = {}): OriginEvidence => ({
  acts: [],
  findings: [],
  policy: `${POLICY}standard`,
  impact: null,
  ...more,
});
const paused = change('ENABLED', 'DISABLED');

describe('who made a change', () => {
  it('a baseline is before we watched', () => {
    expect(originOf(change(null, 'DISABLED', { kind: 'baseline' }), evidence({ acts: [act()] })).kind).toBe(
      'before-we-watched',
    );
  });

  it.each<[string, ObservedChange, ActEvidence, string]>([
    ['the status we asked for', paused, act(), 'ours'],
    ['the aggregate that follows it', { ...paused, track: 'aggregate', awsTime: null }, act(), 'ours'],
    ['the SES record', { ...paused, track: 'aws' }, act(), 'elsewhere'],
    ['another status than we asked for', change('DISABLED', 'ENABLED'), act(), 'elsewhere'],
    ['ENABLED where we asked REINSTATED', change('DISABLED', 'ENABLED'), act({ requested: 'REINSTATED' }), 'ours'],
    ['a word nobody knows', change('DISABLED', 'THROTTLED'), act({ requested: 'ENABLED' }), 'elsewhere'],
    ['a record written before our act', paused, act({ sentAt: NOW + 3 * MINUTE }), 'elsewhere'],
    ['a change seen before our act left', { ...paused, awsTime: null }, act({ sentAt: NOW + MINUTE }), 'elsewhere'],
    ['a second change after one act', paused, act({ explained: ['customer'] }), 'elsewhere'],
    ['an act of long ago', paused, act({ sentAt: NOW - 30 * MINUTE }), 'elsewhere'],
    [
      'the policy by name',
      change(`${POLICY}none`, `${POLICY}strict`, { track: 'policy' }),
      act({ requested: 'strict' }),
      'ours',
    ],
    [
      'another policy',
      change(`${POLICY}none`, `${POLICY}strict`, { track: 'policy' }),
      act({ requested: 'none' }),
      'elsewhere',
    ],
  ])('%s', (_name, seen, ours, origin) => {
    expect(originOf(seen, evidence({ acts: [ours] })).kind).toBe(origin);
  });

  it.each<[string, ObservedChange, FindingEvidence, string, string]>([
    ['high under standard', paused, finding(), 'standard', 'likely-automatic'],
    ['low under standard', paused, finding({ impact: 'LOW' }), 'standard', 'elsewhere'],
    ['low under strict', paused, finding({ impact: 'LOW' }), 'strict', 'likely-automatic'],
    ['high under none', paused, finding(), 'none', 'elsewhere'],
    ['high under a policy nobody knows', paused, finding(), 'lenient', 'elsewhere'],
    ['a word for impact nobody knows', paused, finding({ impact: 'SEVERE' }), 'strict', 'elsewhere'],
    ['a finding opened 16 minutes before', paused, finding({ createdAt: NOW - 16 * MINUTE }), 'standard', 'elsewhere'],
    ['a finding opened well after', paused, finding({ createdAt: NOW + 5 * MINUTE }), 'standard', 'elsewhere'],
    ['a finding without a time, first seen now', paused, finding({ createdAt: null }), 'standard', 'likely-automatic'],
    ['either record', { ...paused, track: 'aws' }, finding(), 'standard', 'likely-automatic'],
    ['the way back', change('DISABLED', 'ENABLED'), finding(), 'standard', 'elsewhere'],
    ['a new cause of the same pause', change('DISABLED', 'DISABLED'), finding(), 'standard', 'elsewhere'],
    ['a track that is no status', { ...paused, track: 'impact' }, finding(), 'standard', 'elsewhere'],
  ])('a pause beside a finding: %s', (_name, seen, held, policy, origin) => {
    const verdict = originOf(seen, evidence({ findings: [held], policy: POLICY + policy }));
    expect(verdict.kind).toBe(origin);
    expect(verdict.evidence.length > 0).toBe(origin === 'likely-automatic');
  });

  it('says in words what speaks for an automatic pause', () => {
    expect(originOf(paused, evidence({ findings: [finding()] })).evidence).toEqual([
      'BOUNCE finding of HIGH impact opened at 2026-11-23T11:58:00.000Z; the policy standard pauses on it.',
    ]);
  });

  const back = change('REINSTATED', 'ENABLED');
  const fixed = finding({ status: 'FIXED', lastUpdatedAt: NOW - MINUTE });
  it.each<[string, ObservedChange, FindingEvidence[], string]>([
    ['the last finding ended', back, [fixed], 'returned-likely'],
    ['another is still open', back, [fixed, finding()], 'elsewhere'],
    ['it ended long ago', back, [{ ...fixed, lastUpdatedAt: NOW - 60 * MINUTE }], 'elsewhere'],
    ['nothing is known of findings', back, [], 'elsewhere'],
    ['it was not reinstated', change('DISABLED', 'ENABLED'), [fixed], 'elsewhere'],
  ])('REINSTATED to ENABLED when %s', (_name, seen, findings, origin) => {
    expect(originOf(seen, evidence({ findings })).kind).toBe(origin);
  });
});
