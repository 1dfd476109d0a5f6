import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPiece } from './read-piece.ts';
import { EventSplitter, LONGEST_PIECE } from './split-events.ts';

function split(text: string, cuts: readonly number[] = []): [number, string | null][] {
  const splitter = new EventSplitter();
  const edges = [0, ...cuts.map((cut) => cut % (text.length + 1)).toSorted((a, b) => a - b), text.length];
  const parts = edges.slice(1).map((edge, at) => text.slice(edges[at], edge));
  return [...parts.flatMap((part) => splitter.push(part)), ...splitter.end()].map((piece) => [
    piece.number,
    piece.text,
  ]);
}

const values = [{ a: 1 }, { b: 'x}{"\\', c: [{ d: '\n' }] }, { e: {} }];
const lines = values.map((value) => JSON.stringify(value));
const numbered = lines.map((line, at) => [at + 1, line]);

describe('a file of events', () => {
  it.each([
    ['lines', lines.join('\n'), numbered],
    [
      'lines of Windows, with blank ones',
      `\uFEFF${lines[0]}\r\n\r\n${lines[1]}\r\n`,
      [
        [1, lines[0]],
        [3, lines[1]],
      ],
    ],
    ['one array', JSON.stringify(values), numbered],
    ['nothing', ' \n ', []],
    [
      'a broken line among good ones',
      `${lines[0]}\n{"broken\n${lines[2]}`,
      [
        [1, lines[0]],
        [2, '{"broken'],
        [3, lines[2]],
      ],
    ],
    [
      'an array that breaks off',
      `[${lines[0]},{"a":`,
      [
        [1, lines[0]],
        [2, '{"a":'],
      ],
    ],
  ])('of %s is cut into its pieces', (_, text, expected) => expect(split(text)).toEqual(expected));

  it('of an array or documents over several lines is cut at its values', () => {
    const pretty = values.map((value) => JSON.stringify(value, null, 2));
    for (const text of [JSON.stringify(values, null, 2), pretty.join('\n')]) {
      expect(split(text).map(([, piece]) => JSON.parse(piece ?? '') as unknown)).toEqual(values);
    }
  });

  it('is cut the same however it arrives', () => {
    const texts = [lines.join('\n'), JSON.stringify(values, null, 2), `${lines[0]}\n{"broken\n${lines[2]}`];
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(fc.nat(), { maxLength: 8 }), (text, cuts) => {
        expect(split(text, cuts)).toEqual(split(text));
      }),
    );
  });

  it('with an endless line or member loses that one alone, and holds none of it', () => {
    const long = 'x'.repeat(LONGEST_PIECE + 10);
    expect(split(`${lines[0]}\n"${long}"\n${lines[2]}`, [500, 700_000]).map(([, piece]) => piece)).toEqual([
      lines[0],
      null,
      lines[2],
    ]);
    const array = `[${lines[0]},{"a":"${long}"},${lines[2]}]`;
    expect(split(array, [500_000, 1_048_600]).map(([, piece]) => piece)).toEqual([lines[0], null, lines[2]]);
  });
});

it('a piece may hold documents with nothing between them; one that is no JSON says so', () => {
  const read = (text: string | null) => readPiece(text, 0).map((said) => ('reason' in said ? said.reason : said.kind));
  expect(read('{"a":1}{"b":2}')).toEqual(['It is not an event of EventBridge.', 'It is not an event of EventBridge.']);
  expect(read('{"broken')).toEqual(['It is not JSON.']);
  expect(read('hello')).toEqual(['It is not JSON.']);
  expect(read(null)).toEqual(['It is longer than an event can be.']);
});
