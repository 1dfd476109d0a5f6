/** A word of SES that we do not know, inside our own sentence: visible characters only, at most 60. */
export function quoteRaw(raw: string): string {
  const visible = raw.replace(/\p{C}/gu, '\u{FFFD}');
  const characters = Array.from(visible);
  return `“${characters.length > 60 ? `${characters.slice(0, 59).join('')}…` : visible}”`;
}

/** `DISABLED`, `not reported`, or the raw word quoted. */
export function sayStatus(raw: string | null | undefined): string {
  if (raw == null || raw === '') return 'not reported';
  return /^(ENABLED|REINSTATED|DISABLED)$/.test(raw) ? raw : quoteRaw(raw);
}
