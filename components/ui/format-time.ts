/** Time as words. Durations keep two units while both matter; moments name their zone. Pure: `now` is passed in. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export type Zone = 'utc' | 'local';

/** `40 s`, `41 m`, `3 h 12 m`, `2 d 4 h`, `11 d`, `2 y 30 d`. Negative durations (clocks differ) read `0 s`. */
export function formatDuration(ms: number): string {
  const left = Math.max(0, ms);
  if (left < MINUTE) return `${Math.floor(left / SECOND)} s`;
  if (left < HOUR) return `${Math.floor(left / MINUTE)} m`;
  if (left < DAY) return twoUnits(left, HOUR, 'h', MINUTE, 'm');
  if (left < 4 * DAY) return twoUnits(left, DAY, 'd', HOUR, 'h');
  if (left < 730 * DAY) return `${Math.floor(left / DAY)} d`;
  return twoUnits(left, 365 * DAY, 'y', DAY, 'd');
}

function twoUnits(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % large) / small);
  const head = `${Math.floor(ms / large)} ${largeName}`;
  return rest === 0 ? head : `${head} ${rest} ${smallName}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(epochMs: number, zone: Zone): Record<string, string> {
  const timeZone = zone === 'utc' ? 'UTC' : undefined;
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    });
    formats.set(zone, format);
  }
  return Object.fromEntries(format.formatToParts(epochMs).map(({ type, value }) => [type, value]));
}

/** `14 Nov 2026`, in the zone; equal for two moments of one day, so it also groups. */
export function formatDay(epochMs: number, zone: Zone): string {
  const { day, month, year } = parts(epochMs, zone);
  return `${day} ${month} ${year}`;
}

/** `Today`, `Yesterday`, `14 November`-style headings are left to words; here: `Today`, `Yesterday` or the day. */
export function formatDayHeading(epochMs: number, now: number, zone: Zone): string {
  const day = formatDay(epochMs, zone);
  if (day === formatDay(now, zone)) return 'Today';
  return day === formatDay(now - DAY, zone) ? 'Yesterday' : day;
}

/** `02:14:07`. */
export function formatClock(epochMs: number, zone: Zone): string {
  const { hour, minute, second } = parts(epochMs, zone);
  return `${hour}:${minute}:${second}`;
}

export function zoneName(epochMs: number, zone: Zone): string {
  return zone === 'utc' ? 'UTC' : (parts(epochMs, zone).timeZoneName ?? 'local');
}

/** `02:14:07 UTC` on the same day, else `14 Nov 2026 02:14 UTC`. */
export function formatMoment(epochMs: number, now: number, zone: Zone): string {
  const name = zoneName(epochMs, zone);
  if (formatDay(epochMs, zone) === formatDay(now, zone)) return `${formatClock(epochMs, zone)} ${name}`;
  return `${formatDay(epochMs, zone)} ${formatClock(epochMs, zone).slice(0, 5)} ${name}`;
}

/** Everything, for a title and for copying: `14 Nov 2026 02:14:07 UTC (2026-11-14T02:14:07.000Z)`. */
export function formatExact(epochMs: number, zone: Zone): string {
  const iso = new Date(epochMs).toISOString();
  return `${formatDay(epochMs, zone)} ${formatClock(epochMs, zone)} ${zoneName(epochMs, zone)} (${iso})`;
}
