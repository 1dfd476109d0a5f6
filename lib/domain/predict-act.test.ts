import { expect, it } from 'vitest';
import { ACT_NAMES } from './act-names.ts';
import { expectAfter, predictAct } from './predict-act.ts';

const paused = { sendingStatusAggregate: 'DISABLED', awsSesStatus: 'ENABLED', openFindings: 0 };

it.each([
  ['reinstate', {}, 'REINSTATED', 'flows', false],
  ['enable', {}, 'ENABLED', 'flows', true],
  ['enable', { awsSesStatus: null }, 'ENABLED', 'flows', false],
  ['enable', { openFindings: 1 }, null, 'unknown', false],
  ['enable', { openFindings: null }, null, 'unknown', false],
  ['enable', { awsSesStatus: 'DISABLED' }, 'DISABLED', 'stays-stopped', true],
  ['reinstate', { awsSesStatus: 'DISABLED' }, 'DISABLED', 'stays-stopped', true],
  ['disable', { sendingStatusAggregate: 'ENABLED' }, 'DISABLED', 'stops', true],
  ['disable', {}, 'DISABLED', 'stays-stopped', true],
  ['set-policy', {}, 'DISABLED', 'stays-as-it-is', false],
  ['set-policy', { sendingStatusAggregate: 'SLEEPING' }, null, 'stays-as-it-is', false],
] as const)('%s with %o: %s, mail %s, documented %s', (act, more, aggregate, mail, documented) => {
  expect(predictAct(act, { ...paused, ...more })).toEqual({ aggregate, mail, documented });
});

it('says of every act what comes next, and marks what SES does not document', () => {
  for (const act of ACT_NAMES) {
    for (const open of [null, 0, 2]) {
      const said = expectAfter(act, open, null);
      expect(said.length).toBeGreaterThan(0);
      for (const { text } of said) expect(text).toMatch(/^[A-Z].*\.$/);
    }
  }
  expect(expectAfter('enable', 2, null).every(({ documented }) => !documented)).toBe(true);
});
