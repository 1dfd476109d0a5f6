import type { Finding } from './finding.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const MOMENT = String.raw`([A-Z][a-z]{2,8}) (\d{1,2}), (\d{4}) at (\d{1,2}):(\d{2}) \(UTC\)`;
const WINDOW = new RegExp(`from ${MOMENT} to ${MOMENT}`);

/**
 * Rate, volume and window out of AWS's text, as extra beside the verbatim text; null where nothing parses. The form is
 * the one sample in the developer guide ("The bounce rate exceeded 15.0% based on a representative volume of 664 emails
 * from July 11, 2025 at 14:41 (UTC) to …"): https://docs.aws.amazon.com/ses/latest/dg/tenants.html. Percent and mails.
 */
export function parseFinding(description: string | null): Finding['parsed'] {
  if (description === null) return null;
  const text = description.slice(0, 2000);
  const exceeded = /exceeded (\d{1,3}(?:\.\d{1,6})?)\s?%/.exec(text)?.[1];
  const volume = /volume of (\d{1,3}(?:,\d{3})+|\d{1,15}) /.exec(text)?.[1];
  const window = WINDOW.exec(text);
  const parsed = {
    exceededPercent: exceeded === undefined ? null : Number(exceeded),
    volume: volume === undefined ? null : Number(volume.replaceAll(',', '')),
    from: window ? instantOf(window.slice(1, 6)) : null,
    to: window ? instantOf(window.slice(6, 11)) : null,
  };
  return Object.values(parsed).every((value) => value === null) ? null : parsed;
}

/** ISO time of a written one; null when it is no real moment (February 30). */
function instantOf(parts: readonly string[]): string | null {
  const month = MONTHS.indexOf(parts[0] ?? '');
  const [day, year, hour, minute] = parts.slice(1).map(Number) as [number, number, number, number];
  if (month < 0) return null;
  const time = new Date(Date.UTC(year, month, day, hour, minute));
  const real = time.getUTCMonth() === month && time.getUTCDate() === day && time.getUTCHours() === hour;
  return real && time.getUTCMinutes() === minute ? time.toISOString() : null;
}
