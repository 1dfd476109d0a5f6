import { CONSOLE_WORD, STANDINGS, type Standing } from './vocabulary.ts';

const BY_API_WORD: Record<string, readonly Standing[]> = {
  enabled: ['enabled'],
  reinstated: ['reinstated'],
  disabled: ['disabled-twice', 'disabled-by-ses', 'disabled', 'disabled-unexplained'],
  other: ['unknown', 'not-reported'],
};

/**
 * The standings that a word of a person means, whatever its case: an API word (`DISABLED`: all that are disabled), a
 * console word (`Enforced`), `other`, or a standing. A bare `disabled` is the API word.
 * Null: no status word at all.
 */
export function standingsOfWord(word: string): readonly Standing[] | null {
  const lower = word.toLowerCase();
  // `constructor` and `__proto__` are words that people may search for.
  if (Object.hasOwn(BY_API_WORD, lower)) return BY_API_WORD[lower] ?? null;
  const byConsole = STANDINGS.filter((standing) => CONSOLE_WORD[standing]?.toLowerCase() === lower);
  if (byConsole.length > 0) return byConsole;
  return STANDINGS.filter((standing) => standing === lower).length > 0 ? [lower as Standing] : null;
}
