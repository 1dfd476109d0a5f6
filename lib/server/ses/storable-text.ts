import 'server-only';

const REPLACEMENT = '\uFFFD';

/**
 * Text of SES as both databases hold it and give it back: NUL (which PostgreSQL refuses) and lone surrogates (which
 * neither keeps) become U+FFFD, everything else stays.
 * Done at the edge, so that what is compared with the stored value is what was stored.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\0', REPLACEMENT);
}

/** For what must travel back unchanged, where a replacement would be another value. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}
