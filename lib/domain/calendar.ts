/** Days, weeks and months in UTC or in the zone of this machine. Weeks begin on Monday. Times are epoch milliseconds. */
export type CalendarZone = 'utc' | 'local';

export type CalendarUnit = 'day' | 'week' | 'month' | 'year';

interface Parts {
  year: number;
  /** 0 to 11; may lie outside, which counts into other years. */
  month: number;
  day: number;
  hour?: number;
  minute?: number;
  second?: number;
}

/** The moment with these parts; those that lie outside their range carry over, as in `Date`. */
export function momentOf({ year, month, day, hour = 0, minute = 0, second = 0 }: Parts, zone: CalendarZone): number {
  const date = new Date(0);
  // Not through the constructors: they take years below 100 for those of 1900.
  if (zone === 'utc') {
    date.setUTCFullYear(year, month, day);
    return date.setUTCHours(hour, minute, second, 0);
  }
  date.setFullYear(year, month, day);
  return date.setHours(hour, minute, second, 0);
}

export function partsOf(at: number, zone: CalendarZone): { year: number; month: number; day: number; weekday: number } {
  const date = new Date(at);
  return zone === 'utc'
    ? {
        year: date.getUTCFullYear(),
        month: date.getUTCMonth(),
        day: date.getUTCDate(),
        weekday: (date.getUTCDay() + 6) % 7,
      }
    : { year: date.getFullYear(), month: date.getMonth(), day: date.getDate(), weekday: (date.getDay() + 6) % 7 };
}

/** Where the unit that holds `at` begins. */
export function startOf(unit: CalendarUnit, at: number, zone: CalendarZone): number {
  const { year, month, day, weekday } = partsOf(at, zone);
  switch (unit) {
    case 'day':
      return momentOf({ year, month, day }, zone);
    case 'week':
      return momentOf({ year, month, day: day - weekday }, zone);
    case 'month':
      return momentOf({ year, month, day: 1 }, zone);
    case 'year':
      return momentOf({ year, month: 0, day: 1 }, zone);
  }
}

/** The beginning of a unit, so many units on; negative: back. A day is a day of the calendar, 23 and 25 hours included. */
export function addUnits(unit: CalendarUnit, start: number, count: number, zone: CalendarZone): number {
  const { year, month, day } = partsOf(start, zone);
  switch (unit) {
    case 'day':
      return momentOf({ year, month, day: day + count }, zone);
    case 'week':
      return momentOf({ year, month, day: day + 7 * count }, zone);
    case 'month':
      return momentOf({ year, month: month + count, day }, zone);
    case 'year':
      return momentOf({ year: year + count, month, day }, zone);
  }
}
