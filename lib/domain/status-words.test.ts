import { expect, it } from 'vitest';
import { standingsOfWord } from './status-words.ts';

it('knows API words, console words and standings, whatever their case', () => {
  expect(standingsOfWord('DISABLED')).toContain('disabled-by-ses');
  expect(standingsOfWord('Enforced')).toEqual(['disabled-twice', 'disabled-by-ses']);
  expect(standingsOfWord('not-reported')).toEqual(['not-reported']);
});

it.each(['__proto__', 'constructor', 'toString', ''])('takes %j for no status', (word) => {
  expect(standingsOfWord(word)).toBeNull();
});
