import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';

const parsers = { at: parseAsString, known: parseAsStringLiteral(['then', 'now'] as const).withDefault('then') };

/** The moment in the past that the address names, as a query and a link take it; null: now. */
export function usePastMoment() {
  const [{ at, known }, set] = useQueryStates(parsers, { history: 'push' });
  const query: { at?: string; known?: 'now' } = {};
  if (at !== null) query.at = at;
  if (at !== null && known === 'now') query.known = known;
  return {
    at,
    known,
    query,
    goToNow: () => void set({ at: null, known: null }),
    goTo: (moment: string) => void set({ at: moment, known: null }),
    showKnown: (which: 'then' | 'now') => void set({ known: which }),
  };
}
