import { expect, it } from 'vitest';
import { chooseList, type ListTurn } from './choose-list.ts';

const turn = (more: Partial<ListTurn> = {}): ListTurn => ({
  now: 1_000_000,
  unfinished: { disabled: false, high: false, findings: false },
  askedAt: { disabled: 0, high: 0, findings: 0 },
  finished: { disabled: true, high: true, full: true },
  entities: true,
  findings: true,
  sweeping: false,
  hastenFindings: false,
  listsInARow: 0,
  ...more,
});

/** What is read in each of `turns` turns of a second, one request a turn. */
function sequence(turns: number, more: Partial<ListTurn>): string {
  const askedAt = { disabled: 999_000, high: 998_000, findings: 998_000 };
  let listsInARow = 0;
  const letters: string[] = [];
  for (let at = 0; at < turns; at++) {
    const now = 1_000_000 + at * 1000;
    const choice = chooseList(turn({ ...more, now, askedAt, listsInARow }));
    if ('waitMs' in choice) letters.push('-');
    else {
      askedAt[choice.read] = now;
      listsInARow = choice.read === 'findings' ? 0 : listsInARow + 1;
      letters.push({ disabled: 'D', high: 'H', findings: 'F' }[choice.read]);
    }
  }
  return letters.join('');
}

it.each<[string, Partial<ListTurn>, string]>([
  ['lists by turns, findings between them', {}, 'HDHDFHDHDFHDHD'],
  ['findings leave their turn to a sweep', { sweeping: true }, 'HDHDHDHDHDHDHD'],
  ['unless a pause waits for its explanation', { sweeping: true, hastenFindings: true }, 'HDHDFHDHDFHDHD'],
  ['a refused list of findings costs no turn', { findings: false }, 'HDHDHDHDHDHDHD'],
  ['without the lists findings alone', { entities: false }, 'F-F-F-F-F-F-F-'],
  ['first connection: DISABLED whole', { finished: { disabled: false, high: false, full: false } }, 'DDDDDDDDDDDDDD'],
  ['then HIGH whole', { finished: { disabled: true, high: false, full: false } }, 'HHHHHHHHHHHHHH'],
  [
    'then findings beside everything, with a look at trouble now and then',
    { finished: { disabled: true, high: true, full: false } },
    '--F---F-HDF---',
  ],
])('%s', (_name, more, expected) => {
  expect(sequence(14, more)).toBe(expected);
});

it('findings that waited long are read even while everything is swept', () => {
  expect(sequence(40, { sweeping: true })).toContain('F');
});

it('never waits past the moment something is due', () => {
  const askedAt = { disabled: 999_500, high: 999_800, findings: 999_900 };
  expect(chooseList(turn({ askedAt }))).toEqual({ waitMs: 500 });
});
