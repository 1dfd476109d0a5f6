/**
 * A text of others as a code span of Markdown (CommonMark 6.1): between fences longer than any run of backticks in it,
 * on one line, and without characters that cannot be seen. Nothing in it is a link, an image, HTML or a mention.
 */
export function codeSpan(text: string): string {
  const plain = text.replaceAll(/\s+/gu, ' ').replaceAll(/\p{C}/gu, '\u{FFFD}').trim();
  if (plain === '') return '` `';
  const longest = Math.max(0, ...[...plain.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  // One space beside a backtick is taken off again by whoever reads it.
  const padded = plain.startsWith('`') || plain.endsWith('`') ? ` ${plain} ` : plain;
  return `${fence}${padded}${fence}`;
}
