import type { Unwatched } from '@/components/history/picture-rows.ts';
import { GAP_WORDS } from '@/components/shell/gap-words.ts';
import { formatDuration, formatMoment, type Zone } from '@/components/ui/format-time.ts';
import type { History } from '@/lib/domain/history.ts';

/** When nobody was watching, as the picture and its story say it; before the first read as well. */
export function unwatchedOf(history: History, now: number, zone: Zone): Unwatched[] {
  const watchedSince = Date.parse(history.watchedSince);
  const before: Unwatched = {
    from: Date.parse('1970-01-01T00:00:00Z'),
    to: watchedSince,
    words: `Not watched before ${formatMoment(watchedSince, now, zone)}; what is drawn there, SES’s own times tell`,
    under: true,
  };
  const gaps = history.gaps.map((gap): Unwatched => {
    const from = Date.parse(gap.from);
    const to = gap.to === null ? now : Date.parse(gap.to);
    const until = gap.to === null ? 'now' : formatMoment(to, now, zone);
    const stretch = `${formatMoment(from, now, zone)} to ${until} (${formatDuration(to - from)})`;
    return { from, to, words: `Not watched ${stretch}: ${GAP_WORDS[gap.reason]}`, under: false };
  });
  return [before, ...gaps];
}
