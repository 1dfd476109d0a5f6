import { expect, it } from 'vitest';
import { markMentions } from './mark-mentions.ts';

const marked = (text: string, type = 'text') => {
  const tree = { type: 'root', children: [{ type: 'paragraph', children: [{ type, value: text }] }] };
  markMentions(['Ada', 'Ada Lovelace', 'bo@example.com'])()(tree);
  return JSON.stringify(tree.children[0]?.children);
};
const bold = (name: string) => `{"type":"strong","children":[{"type":"text","value":"${name}"}]}`;
const plain = (text: string) => `{"type":"text","value":"${text}"}`;

it.each([
  ['ask @Ada Lovelace and @Ada', [plain('ask '), bold('@Ada Lovelace'), plain(' and '), bold('@Ada')]],
  ['@bo@example.com', [bold('@bo@example.com')]],
  ['@nobody, a@b, @', [plain('@'), plain('nobody, a@'), plain('b, @')]],
  ['no one', [plain('no one')]],
  ['', [plain('')]],
])('marks who is named in %j', (text, parts) => {
  expect(marked(text)).toBe(`[${parts.join(',')}]`);
});

it('leaves code alone', () => {
  expect(marked('@Ada', 'inlineCode')).not.toContain('strong');
});
