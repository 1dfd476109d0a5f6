import fc from 'fast-check';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import Markdown from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { expect, it } from 'vitest';
import type { Change } from './change.ts';
import { codeSpan } from './code-span.ts';
import { markdownChange, markdownHead } from './history-markdown.ts';

const AT = '2026-11-25T02:14:07.000Z';
const render = (text: string) => renderToStaticMarkup(createElement(Markdown, { remarkPlugins: [remarkGfm] }, text));

/** A whole file in which every text that others write is this one. */
function fileWith(text: string): string {
  const change: Change = {
    id: '1',
    arn: text,
    incarnation: 1,
    track: `finding:${text}`,
    kind: 'changed',
    old: { value: text, cause: null, lastUpdatedAt: null },
    new: { value: text, cause: text, lastUpdatedAt: null },
    cause: text,
    awsTime: AT,
    seenAt: AT,
    at: AT,
    seenAfter: null,
    source: 'sweep',
    origin: { kind: 'ours', evidence: [text], actId: text, who: text, why: text },
    impact: text,
    marks: [text],
  };
  const head = { arn: text, name: text, region: text, account: text, exportedAt: AT, from: null, to: null };
  return `${markdownHead({ ...head, watchedSince: AT, gaps: [] })}\n## 2026-11-25\n\n${markdownChange(change)}`;
}

it.each([
  '=HYPERLINK("http://evil.example","x")',
  '`</code><img src=x onerror=alert(1)>`',
  '[click](javascript:alert(1)) ![i](http://evil.example/p.png) <b>x</b>',
  '\n# A heading\n\n| a | b |\n|--|--|\n- item @someone www.evil.example someone@evil.example',
  '``` \u202E ```',
  '~~~\n<script>alert(1)</script>',
  '\\` and \\\\`',
])('holds %j as words and nothing else', (text) => {
  const html = render(fileWith(text));
  expect(html).not.toMatch(/<(?!\/?(h1|h2|ul|li|p|strong|code|em)>)/);
  expect(html.match(/<h\d>/g)).toEqual(['<h1>', '<h2>']);
});

it('holds any text in one code span each', () => {
  const count = render(fileWith('plain')).match(/<code>/g)?.length;
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('`', '\\', '<', '\n', '[', ')', '|', '*', 'a', ' ', '#') }),
      (text) => {
        expect(render(fileWith(text)).match(/<code>/g)?.length).toBe(count);
      },
    ),
    { numRuns: 60 },
  );
});

it('shows what it was given', () => {
  expect(codeSpan('a ``b` c')).toBe('```a ``b` c```');
  expect(codeSpan('`a`')).toBe('`` `a` ``');
  expect(codeSpan('a\n\tb\u0000')).toBe('`a b\u{FFFD}`');
  expect(codeSpan('')).toBe('` `');
});
