import { addUnits, momentOf, partsOf, startOf, type CalendarUnit, type CalendarZone } from './calendar.ts';

/** A stretch of time, epoch milliseconds, `to` exclusive. */
export interface TimeRange {
  /** Null: from the beginning of what is known. */
  from: number | null;
  /** Null: until now, and it moves on. */
  to: number | null;
}

export type ParsedRange = { ok: true; range: TimeRange } | { ok: false; message: string };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const EXAMPLES = 'Try 2d, since Monday, last week, 5 Nov or 2026-11-01..2026-11-08.';

const LENGTHS: Record<string, number> = { m: MINUTE, h: HOUR, d: DAY, w: 7 * DAY };
const UNIT_WORDS: [RegExp, string][] = [
  [/^(?:m|min|mins|minutes?)$/, 'm'],
  [/^(?:h|hrs?|hours?)$/, 'h'],
  [/^(?:d|days?)$/, 'd'],
  [/^(?:w|weeks?)$/, 'w'],
  [/^(?:mo|months?)$/, 'month'],
  [/^(?:y|yrs?|years?)$/, 'year'],
];
const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

interface Setting {
  now: number;
  zone: CalendarZone;
}

/**
 * A range as people type it. Understood, in any case: `all`; `2d`, `last 6 hours` (until now); `today`, `yesterday`,
 * `this week`, `last month`; `since Monday`, `since 09:30`; a day, month or moment (`5 Nov`, `2026-11`,
 * `2026-11-05T02:14Z`); two of them with `..`, `to` or `–` between, where a day at the end is included and either end may
 * be left out. A moment without a zone is of the zone given. Weeks begin on Monday; a weekday is the latest that has begun.
 */
export function parseRange(text: string, now: number, zone: CalendarZone): ParsedRange {
  const words = text.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const range = words === '' ? null : read(words, { now, zone });
  if (range === null) return { ok: false, message: `“${text.trim().slice(0, 60)}” is not a range. ${EXAMPLES}` };
  const { from, to } = range;
  if (!isTime(from) || !isTime(to)) return { ok: false, message: 'That is further than a calendar goes.' };
  if (from !== null && from >= (to ?? now)) {
    return { ok: false, message: from >= now ? 'That range has not begun yet.' : 'A range must end after it begins.' };
  }
  return { ok: true, range };
}

/** What `parseRange` reads back as the same range, whatever the zone and time of the reader: for links. */
export function formatRange({ from, to }: TimeRange): string {
  const iso = (at: number) => new Date(at).toISOString().replace(/(?::00)?\.000Z$/, 'Z');
  if (from === null && to === null) return 'all';
  return `${from === null ? '' : iso(from)}..${to === null ? '' : iso(to)}`;
}

const isTime = (at: number | null) => at === null || Math.abs(at) < 8.64e15;

function read(words: string, setting: Setting): TimeRange | null {
  if (/^(?:all|everything|all time)$/.test(words)) return { from: null, to: null };
  const since = /^since (.+)$/.exec(words)?.[1];
  if (since !== undefined) {
    const begin = readStretch(since, setting);
    return begin && { from: begin.from, to: null };
  }
  return (
    readLength(words, setting) ?? readNamed(words, setting) ?? readBetween(words, setting) ?? whole(words, setting)
  );
}

/** `2d`, `last 6 hours`, `past week`: until now. */
function readLength(words: string, { now, zone }: Setting): TimeRange | null {
  const [, count = '', name = ''] = /^(?:(?:last|past) )?(\d{1,5}) ?([a-z]+)$/.exec(words) ?? [];
  const unit = UNIT_WORDS.find(([pattern]) => pattern.test(name))?.[1];
  if (unit === undefined || Number(count) === 0) return null;
  if (unit === 'month' || unit === 'year') {
    const { year, month, day } = partsOf(now, zone);
    const since = now - momentOf({ year, month, day }, zone);
    return { from: addUnits(unit, now - since, -Number(count), zone) + since, to: null };
  }
  return { from: now - Number(count) * (LENGTHS[unit] ?? DAY), to: null };
}

/** `today`, `yesterday`, `this week`, `last month`, `last Monday`. What still goes on ends now. */
function readNamed(words: string, { now, zone }: Setting): TimeRange | null {
  const unit = (name: CalendarUnit, back: number): TimeRange => {
    const from = addUnits(name, startOf(name, now, zone), -back, zone);
    return { from, to: back === 0 ? null : addUnits(name, from, 1, zone) };
  };
  if (words === 'today') return unit('day', 0);
  if (words === 'yesterday') return unit('day', 1);
  const [, which = '', name = ''] = /^(this|last|previous) (week|month|year)$/.exec(words) ?? [];
  if (name !== '') return unit(name as CalendarUnit, which === 'this' ? 0 : 1);
  const weekday = WEEKDAYS.indexOf(/^last (.+)$/.exec(words)?.[1] ?? '');
  return weekday < 0 ? null : unit('day', ((partsOf(now, zone).weekday - weekday + 6) % 7) + 1);
}

function readBetween(words: string, setting: Setting): TimeRange | null {
  const [, left = '', right = ''] = /^(.*?)(?: ?\.\.\.? ?| (?:to|until|-|–) ?|–)(.*)$/.exec(words) ?? [];
  if (left === '' && right === '') return null;
  const begin = left === '' ? { from: null } : readStretch(left, setting);
  const end = right === '' || right === 'now' ? { to: null } : readStretch(right, setting);
  return begin && end && { from: begin.from, to: end.to };
}

/** A day or longer alone is that stretch; a moment alone has no end and is no range. */
function whole(words: string, setting: Setting): TimeRange | null {
  const stretch = readStretch(words, setting);
  if (!stretch || stretch.from === stretch.to) return null;
  return { from: stretch.from, to: stretch.to > setting.now && stretch.from < setting.now ? null : stretch.to };
}

/** A day or month as the stretch it is, or a moment as one without length. */
function readStretch(words: string, { now, zone }: Setting): { from: number; to: number } | null {
  const stretch = (unit: CalendarUnit, from: number) => ({ from, to: addUnits(unit, from, 1, zone) });
  const today = startOf('day', now, zone);
  if (words === 'now') return { from: now, to: now };
  if (words === 'today') return stretch('day', today);
  if (words === 'yesterday') return stretch('day', addUnits('day', today, -1, zone));
  const weekday = words.length < 3 ? -1 : WEEKDAYS.findIndex((name) => name === words || name.slice(0, 3) === words);
  if (weekday >= 0)
    return stretch('day', addUnits('day', today, -((partsOf(now, zone).weekday - weekday + 7) % 7), zone));
  return readClock(words, today, { now, zone }) ?? readIso(words, zone) ?? readWritten(words, { now, zone });
}

/** `09:30`: the latest that has been. */
function readClock(words: string, today: number, { now, zone }: Setting): { from: number; to: number } | null {
  const clock = clockOf(words);
  if (clock === null) return null;
  const { year, month, day } = partsOf(today, zone);
  const at = momentOf({ year, month, day, ...clock }, zone);
  const from = at <= now ? at : momentOf({ year, month, day: day - 1, ...clock }, zone);
  return { from, to: from };
}

function clockOf(words: string): { hour: number; minute: number; second: number } | null {
  const [whole, hour, minute, second = '0'] = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/.exec(words) ?? [];
  if (whole === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return { hour: Number(hour), minute: Number(minute), second: Number(second) };
}

/** `2026-11`, `2026-11-05`, `2026-11-05 02:14`, `2026-11-05t02:14:07z`, `…+01:00`. */
function readIso(words: string, zone: CalendarZone): { from: number; to: number } | null {
  const pattern = /^(\d{4})-(\d{2})(?:-(\d{2})(?:[t ]([\d:.]+)(z|[+-]\d{2}:\d{2})?)?)?$/;
  const [matched, year, month, day, clock, offset] = pattern.exec(words) ?? [];
  if (matched === undefined) return null;
  if (day === undefined) {
    const from = dateOf(Number(year), Number(month) - 1, 1, zone);
    return from === null ? null : { from, to: addUnits('month', from, 1, zone) };
  }
  const from = dateOf(Number(year), Number(month) - 1, Number(day), zone);
  if (from === null) return null;
  if (clock === undefined) return { from, to: addUnits('day', from, 1, zone) };
  const parts = clockOf(clock);
  if (parts === null) return null;
  const date = { year: Number(year), month: Number(month) - 1, day: Number(day) };
  // Milliseconds are kept: a link must lead to the very moment.
  const fraction = Math.round(Number(`0${/\.\d+$/.exec(clock)?.[0] ?? ''}`) * 1000);
  const at = momentOf({ ...date, ...parts }, offset === undefined ? zone : 'utc') - offsetOf(offset) + fraction;
  return { from: at, to: at };
}

function offsetOf(offset: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):(\d{2})$/.exec(offset ?? '') ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * HOUR + Number(minutes ?? 0) * MINUTE);
}

/** `5 Nov`, `Nov 5 2026`, `November 2026`; without a year the latest that has begun. */
function readWritten(words: string, { now, zone }: Setting): { from: number; to: number } | null {
  const parts = words.split(/[ ,]+/);
  const month = MONTHS.findIndex((name) => parts.some((part) => part.startsWith(name) && isMonth(part, name)));
  const numbers = parts.filter((part) => /^\d+$/.test(part));
  const day = numbers.find((part) => part.length <= 2);
  const year = numbers.find((part) => part.length === 4);
  const used = 1 + (day === undefined ? 0 : 1) + (year === undefined ? 0 : 1);
  if (month < 0 || used !== parts.length || (day === undefined && year === undefined)) return null;
  const inYear = (of: number) => dateOf(of, month, Number(day ?? 1), zone);
  const current = partsOf(now, zone).year;
  const thisYear = inYear(Number(year ?? current));
  const from = year === undefined && thisYear !== null && thisYear > now ? inYear(current - 1) : thisYear;
  return from === null ? null : { from, to: addUnits(day === undefined ? 'month' : 'day', from, 1, zone) };
}

const LONG_MONTHS = 'january february march april may june july august september october november december sept'.split(
  ' ',
);
const isMonth = (part: string, name: string) => part === name || LONG_MONTHS.includes(part);

/** Null where the calendar has no such day. */
function dateOf(year: number, month: number, day: number, zone: CalendarZone): number | null {
  const at = momentOf({ year, month, day }, zone);
  const found = partsOf(at, zone);
  return found.month === month && found.day === day ? at : null;
}
