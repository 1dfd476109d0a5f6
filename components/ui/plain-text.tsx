/**
 * Characters that change how others are shown, or show nothing: controls, overrides and isolates of direction, and
 * invisible spaces. Joiners stay, because scripts and emoji need them; so do the letters of every script.
 */
const DECEIVING = /[\p{Cc}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]/gu;

/** The text with deceiving characters named (`[U+202E]`), line breaks and tabs as spaces. */
export function visible(text: string): string {
  return text.replace(DECEIVING, (character) => {
    if (character === '\n' || character === '\t' || character === '\r') return ' ';
    return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
  });
}

/** Words that somebody else wrote: a name, a cause. Isolated, so that their direction ends where they end. */
export function PlainText({ text }: { text: string }) {
  return <bdi>{visible(text)}</bdi>;
}
