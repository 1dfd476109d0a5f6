import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvLine } from './write-csv.ts';

it.each([
  [['a', null, 'b'], 'a,,b\r\n'],
  [
    ['=1+1', '@x', '-2', '+3', '\t=1', ' =1', 'a=b'],
    `'=1+1,'@x,'-2,'+3,"'\t=1","' =1",a=b\r\n`.replace(`"'\t=1"`, `'\t=1`).replace(`"' =1"`, `' =1`),
  ],
  [['say "hi"', 'a,b', 'two\r\nlines'], '"say ""hi""","a,b","two\r\nlines"\r\n'],
])('%o', (values, line) => {
  expect(csvLine(values)).toBe(line);
});

it('no cell starts a formula, and every text comes back', () => {
  const text = fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\n', '\t', ' ', 'a', '\u{200B}') });
  fc.assert(
    fc.property(text, (value) => {
      const line = csvLine([value]);
      const inner = line.startsWith('"') ? line.slice(1, -3).replaceAll('""', '"') : line.slice(0, -2);
      expect(inner).not.toMatch(/^[\s\p{C}]*[=+\-@]/u);
      expect(inner.replace(/^'/, '')).toBe(value.replace(/^'/, ''));
    }),
  );
});
