import { STANDING_MARKS } from '@/components/shell/standing-marks.ts';
import { formatDay, formatMoment } from '@/components/ui/format-time.ts';
import type { Entity } from '@/lib/domain/entity.ts';

/** What goes to the clipboard above a link: `Acme (us-east-1): Disabled by SES since 02:14 UTC`. Always UTC: it travels. */
export function linkSentence(entity: Entity, now: number): string {
  const since = Date.parse(entity.since.at);
  const today = formatDay(since, 'utc') === formatDay(now, 'utc');
  const moment = today ? `${entity.since.at.slice(11, 16)} UTC` : formatMoment(since, now, 'utc');
  const { word } = STANDING_MARKS[entity.standing];
  return `${entity.name} (${entity.region}): ${word} ${entity.since.atLeast ? 'at least since' : 'since'} ${moment}`;
}
