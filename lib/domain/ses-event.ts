import * as z from 'zod/mini';

/**
 * An event as SES puts it on EventBridge's default bus (SES developer guide, "Monitoring with EventBridge"). Open like
 * everything of AWS's: what is not named here may be there, and any of it may be absent.
 */
export const sesEventSchema = z.object({
  'detail-type': z.string().check(z.minLength(1), z.maxLength(200)),
  source: z.string().check(z.maxLength(200)),
  account: z.nullish(z.string().check(z.maxLength(40))),
  time: z.optional(z.unknown()),
  region: z.nullish(z.string().check(z.maxLength(60))),
  resources: z.nullish(z.array(z.string().check(z.maxLength(2048))).check(z.maxLength(100))),
  detail: z.optional(z.unknown()),
});
export type SesEvent = z.infer<typeof sesEventSchema>;

/** `Sending Status Enabled` and `Disabled`: `data` is an object. It describes one record, never the aggregate. */
export const statusDetailSchema = z.object({
  data: z.object({
    origin: z.string().check(z.maxLength(100)),
    record: z.object({
      status: z.string().check(z.minLength(1), z.maxLength(100)),
      cause: z.nullish(z.string().check(z.maxLength(4000))),
      lastUpdatedTimestamp: z.optional(z.unknown()),
    }),
  }),
});

/** `Advisor Recommendation Status …`: `data` is AWS's text; what one that ended carries is not documented. */
export const findingDetailSchema = z.object({
  data: z.nullish(z.string().check(z.maxLength(4000))),
  metadata: z.nullish(
    z.object({
      impact: z.nullish(z.string().check(z.maxLength(100))),
      type: z.nullish(z.string().check(z.maxLength(100))),
    }),
  ),
});

/** More than this is milliseconds: as seconds it would lie beyond the year 5000. */
const MOST_SECONDS = 1e11;

/**
 * A time in any of the forms it comes in, as epoch ms (what is finer is cut off): `[year, month from 1, day, hour, minute,
 * second, nanoseconds]` in UTC with zeros at its end left out; ISO 8601, UTC where it names no zone; epoch seconds or
 * milliseconds. Null: none of them.
 */
export function readEventTime(value: unknown): number | null {
  if (Array.isArray(value)) return ofParts(value);
  if (typeof value === 'number') return inRange(value < MOST_SECONDS ? Math.floor(value * 1000) : Math.floor(value));
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) || value.length > 40) return null;
  return inRange(Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`));
}

function ofParts(parts: unknown[]): number | null {
  if (parts.length < 3 || parts.length > 7 || !parts.every((part) => Number.isInteger(part))) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, nanoseconds = 0] = parts as number[];
  if (nanoseconds < 0 || nanoseconds >= 1e9 || year < 1970 || year > 9999) return null;
  const time = new Date(Date.UTC(year, month - 1, day, hour, minute, second, Math.floor(nanoseconds / 1e6)));
  // A part out of its range would have moved another one.
  const kept = [time.getUTCMonth() + 1, time.getUTCDate(), time.getUTCHours(), time.getUTCMinutes()];
  return [month, day, hour, minute].every((part, at) => part === kept[at]) && second >= 0 && second < 60
    ? time.getTime()
    : null;
}

const inRange = (time: number): number | null => (Number.isFinite(time) && time >= 0 && time < 2.5e14 ? time : null);
