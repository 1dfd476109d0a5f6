import { parseAsArrayOf, parseAsString, useQueryStates } from 'nuqs';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import type { AuditQuery } from '@/lib/client/audit-queries.ts';

const day = /^\d{4}-\d{2}-\d{2}$/;

/** Midnight that begins a day in the chosen zone, some days on; undefined for what is no day. */
function midnight(text: string, zone: 'utc' | 'local', daysOn: number): string | undefined {
  if (!day.test(text)) return undefined;
  const at = new Date(`${text}T00:00:00${zone === 'utc' ? 'Z' : ''}`);
  if (Number.isNaN(at.getTime())) return undefined;
  if (zone === 'utc') at.setUTCDate(at.getUTCDate() + daysOn);
  else at.setDate(at.getDate() + daysOn);
  return at.toISOString();
}

/** What narrows the audit; all of it stands in the URL. Days are whole, in the chosen zone, the last one included. */
export function useAuditFilter() {
  const zone = useRemembered(timeZone);
  const [state, set] = useQueryStates({
    who: parseAsArrayOf(parseAsString).withDefault([]),
    action: parseAsArrayOf(parseAsString).withDefault([]),
    q: parseAsString.withDefault(''),
    from: parseAsString.withDefault(''),
    to: parseAsString.withDefault(''),
  });
  const from = midnight(state.from, zone, 0);
  const to = midnight(state.to, zone, 1);
  const filter: AuditQuery = {
    ...(state.who.length > 0 && { who: state.who.join(',') }),
    ...(state.action.length > 0 && { action: state.action.join(',') }),
    ...(state.q !== '' && { q: state.q }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
  return {
    state,
    set,
    filter,
    isFiltered: Object.keys(filter).length > 0,
    clear: () => set({ who: null, action: null, q: null, from: null, to: null }),
  };
}
