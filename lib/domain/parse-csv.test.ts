import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCsv } from './parse-csv.ts';

const cellsOf = (text: string) => parseCsv(text).map(({ cells }) => cells);

it('reads quotes, separators in quotes, line ends of any kind and a byte-order mark', () => {
  expect(cellsOf('\uFEFFarn,name\r\n"a","Acme, Inc. ""North"""\r\n\r\nb, Beta \n')).toEqual([
    ['arn', 'name'],
    ['a', 'Acme, Inc. "North"'],
    ['b', 'Beta'],
  ]);
  expect(cellsOf('arn;name\na;x, y')).toEqual([
    ['arn', 'name'],
    ['a', 'x, y'],
  ]);
});

it('counts lines as an editor does, also across a cell of two', () => {
  expect(parseCsv('h\n"a\nb"\nc').map(({ line }) => line)).toEqual([1, 2, 4]);
});

it('reads back whatever a careful writer wrote', () => {
  const cell = fc.string({ unit: 'binary' }).map((text) => text.trim());
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const text = ['h,k', ...rows.map((row) => row.map(quote).join(','))].join('\n');
      const expected = rows.filter((row) => row.some((one) => one !== ''));
      expect(cellsOf(text).slice(1)).toEqual(expected);
    }),
  );
});
