import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CaseFacts, changeCase, isAsleep, UNTOUCHED } from './change-case.ts';
import { type CaseNews, reopenCase } from './reopen-case.ts';
import { CASE_STATES, type CaseChange, SORTED } from './triage-case.ts';

const AT = Date.UTC(2026, 10, 25, 12);
const ADA = { id: 'ada', name: 'Ada' };
const hand = { at: AT, by: 'ada@example.com', owner: ADA };
const later = new Date(AT + 3_600_000).toISOString();

const changes: fc.Arbitrary<CaseChange> = fc.record(
  {
    state: fc.constantFrom(...CASE_STATES),
    ownerId: fc.constantFrom('ada', null),
    awsCaseId: fc.constantFrom('1234', '', null),
    acknowledged: fc.boolean(),
    snooze: fc.constantFrom({ until: later }, { untilChange: true }, { until: later, untilChange: true }, null),
    sorted: fc.constantFrom(...SORTED, null),
  },
  { requiredKeys: [] },
);
const anyCase = fc
  .array(changes, { maxLength: 6 })
  .map((list) => list.reduce<CaseFacts>((facts, change) => changeCase(facts, change, hand).facts, UNTOUCHED));

describe('a change of a case', () => {
  it('says what moved, and nothing of what was so already', () => {
    const { facts, steps } = changeCase(UNTOUCHED, { state: 'new', ownerId: 'ada', acknowledged: true }, hand);
    expect(steps.map(({ kind, before, after }) => [kind, before, after])).toEqual([
      ['owner', null, 'Ada'],
      ['acknowledged', null, null],
    ]);
    expect(facts).toMatchObject({ owner: ADA, acknowledged: { at: AT, by: 'ada@example.com' }, version: 1 });
  });

  it('made twice is made once, and moves the version once', () => {
    fc.assert(
      fc.property(anyCase, changes, (known, change) => {
        const once = changeCase(known, change, hand);
        expect(changeCase(once.facts, change, hand)).toEqual({ facts: once.facts, steps: [] });
        expect(once.facts.version - known.version).toBe(once.steps.length > 0 ? 1 : 0);
      }),
    );
  });

  it('adds a note every time, whatever the version', () => {
    const { facts, steps } = changeCase(UNTOUCHED, { note: 'Called **Acme**.' }, hand);
    expect(facts).toEqual(UNTOUCHED);
    expect(steps).toEqual([{ kind: 'note', before: null, after: null, note: 'Called **Acme**.' }]);
  });

  it.each([
    ['no snooze', null, false],
    ['a time to come', { until: AT + 1, untilChange: false }, true],
    ['a time that has passed', { until: AT, untilChange: true }, false],
    ['a change alone', { until: null, untilChange: true }, true],
  ])('sleeps with %s: %j → %s', (_, snoozed, expected) => {
    expect(isAsleep(snoozed && { at: AT - 5, by: 'ada', ...snoozed }, AT)).toBe(expected);
  });
});

const news = (track: string, old: string | null, now: string | null, kind = 'changed'): CaseNews => ({
  track,
  kind,
  old,
  new: now,
});
const settled: CaseFacts = {
  ...UNTOUCHED,
  state: 'done',
  acknowledged: { at: AT, by: 'ada' },
  snoozed: { at: AT, by: 'ada', until: AT + 9e9, untilChange: false },
  sorted: 'meant-so',
  version: 4,
};
const acknowledged: CaseFacts = { ...UNTOUCHED, acknowledged: { at: AT, by: 'ada' }, version: 1 };
const untilChange: CaseFacts = {
  ...UNTOUCHED,
  snoozed: { at: AT, by: 'ada', until: null, untilChange: true },
  version: 1,
};

describe('a case reopened by itself', () => {
  it.each<[string, CaseFacts, CaseNews[], boolean, string[]]>([
    ['stopped', settled, [news('aggregate', 'ENABLED', 'DISABLED')], false, ['reopened']],
    ['stopped while a word was unknown', settled, [news('aggregate', 'NEW_WORD', 'DISABLED')], false, ['reopened']],
    ['disabled by SES as well', acknowledged, [news('aws', 'ENABLED', 'DISABLED')], false, ['reopened']],
    ['seen first, which is no news', settled, [news('aggregate', null, 'DISABLED', 'baseline')], false, []],
    ['a new cause of the same status', settled, [news('customer', 'DISABLED', 'DISABLED')], false, []],
    ['a finding while it may send', acknowledged, [news('finding:BOUNCE', null, 'OPEN')], true, ['reopened']],
    ['a finding after the pause it caused', acknowledged, [news('finding:BOUNCE', null, 'OPEN')], false, []],
    ['impact risen while it may send', acknowledged, [news('impact', 'LOW', 'HIGH')], true, ['reopened']],
    ['impact fallen', acknowledged, [news('impact', 'HIGH', null)], true, []],
    ['anything, snoozed until a change', untilChange, [news('policy', 'a', 'b')], true, ['woken']],
    ['anything, snoozed until a time', settled, [news('policy', 'a', 'b')], true, []],
    ['untouched', UNTOUCHED, [news('aggregate', 'ENABLED', 'DISABLED')], false, []],
  ])('%s', (_, known, changes, maySend, kinds) => {
    expect(reopenCase(known, changes, maySend)?.steps.map(({ kind }) => kind) ?? []).toEqual(kinds);
  });

  it('is in the queue again whatever it was before, and stays there when the same is told again', () => {
    const stopped = [news('aggregate', 'ENABLED', 'DISABLED')];
    fc.assert(
      fc.property(anyCase, (known) => {
        const { facts } = reopenCase(known, stopped, false) ?? { facts: known };
        expect(facts).toMatchObject({ acknowledged: null, snoozed: null });
        expect(facts.state).not.toBe('done');
        expect(facts.sorted).not.toBe('meant-so');
        expect(facts.owner).toEqual(known.owner);
        expect(reopenCase(facts, stopped, false)).toBeNull();
      }),
    );
  });
});
