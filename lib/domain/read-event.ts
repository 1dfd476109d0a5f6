import { type ArnParts, parseArn } from './parse-arn.ts';
import { quoteRaw } from './quote-raw.ts';
import { findingDetailSchema, readEventTime, type SesEvent, sesEventSchema, statusDetailSchema } from './ses-event.ts';

/** One record, or one finding, of one sender, as an event told it. Times in epoch ms. */
export interface EventReport {
  kind: 'report';
  arn: string;
  parts: ArnParts;
  track: 'customer' | 'aws' | `finding:${string}`;
  /** Raw: a sending status, or `OPEN`/`FIXED`. */
  value: string;
  /** Cause of the record, or description of the finding; verbatim. */
  cause: string | null;
  impact: string | null;
  /** AWS's time: the record's own, else the event's. */
  at: number;
}

/** An event that is no change of a sender: kept as it came. */
export interface KeptEvent {
  kind: 'advice' | 'unknown';
  detailType: string;
  arn: string | null;
  account: string;
  region: string;
  at: number | null;
  raw: string;
}

export interface RefusedEvent {
  kind: 'refused';
  /** The same words for the same fault, so that a report can count them. */
  reason: string;
}

/** Amazon SES was first offered in January 2011. */
const EARLIEST = Date.UTC(2011, 0, 25);
/** AWS's clock and ours may differ by this much before an event lies in the future. */
const AHEAD_MS = 5 * 60_000;
const LONGEST_KEPT = 64 * 1024;

const ORIGINS: Record<string, 'customer' | 'aws'> = { CUSTOMER_MANAGED: 'customer', AWS_MANAGED: 'aws' };
const FINDING_VALUES: Record<string, 'OPEN' | 'FIXED'> = {
  'Advisor Recommendation Status Open': 'OPEN',
  'Advisor Recommendation Status Resolved': 'FIXED',
  // As older guides call it.
  'Advisor Recommendation Status Closed': 'FIXED',
};
const STATUS_TYPES: readonly string[] = ['Sending Status Enabled', 'Sending Status Disabled'];

/** What one event says, with nothing added; `now` in epoch ms. */
export function readEvent(value: unknown, now: number): EventReport | KeptEvent | RefusedEvent {
  const parsed = sesEventSchema.safeParse(value);
  if (!parsed.success) return refused('It is not an event of EventBridge.');
  const event = parsed.data;
  if (event.source !== 'aws.ses') return refused(`Its source is ${quoteRaw(event.source)}, not aws.ses.`);
  const eventAt = readEventTime(event.time);
  const [arn] = event.resources ?? [];
  const parts = arn === undefined ? null : parseArn(arn);
  const account = event.account ?? parts?.account;
  const region = event.region ?? parts?.region;
  if (account === undefined || region === undefined)
    return refused('It names neither a resource nor its account and Region.');
  if (parts !== null && (parts.account !== account || parts.region !== region)) {
    return refused('Its account and Region are not those of the resource it names.');
  }
  const keep = (kind: KeptEvent['kind']): KeptEvent | RefusedEvent => {
    const raw = JSON.stringify(value);
    if (raw.length > LONGEST_KEPT) return refused('It is of a kind we do not know, and longer than 64 KiB.');
    const detailType = storable(event['detail-type']);
    const named = parts === null ? null : (arn ?? null);
    return { kind, detailType, arn: named, account, region, at: eventAt, raw: storable(raw) };
  };
  const known = STATUS_TYPES.includes(event['detail-type']) || event['detail-type'] in FINDING_VALUES;
  if (!known) return keep('unknown');
  if (arn === undefined || parts === null) return refused('It names no resource of SES.');
  if (parts.resourceType !== 'tenant') return keep('advice');
  const told = event['detail-type'] in FINDING_VALUES ? readFinding(event) : readStatus(event);
  if (told === null) return keep('unknown');
  if ('kind' in told) return told;
  const at = told.recordAt ?? eventAt;
  if (at === null) return refused('It carries no time.');
  if (at > now + AHEAD_MS) return refused('It lies in the future.');
  if (at < EARLIEST) return refused('It lies before Amazon SES existed.');
  const { track, impact } = told;
  const cause = told.cause == null ? null : storable(told.cause);
  return { kind: 'report', arn, parts, track, value: storable(told.value), cause, impact, at };
}

type Told = Pick<EventReport, 'track' | 'value' | 'cause' | 'impact'> & { recordAt: number | null };

/** Null: the detail is not as documented, or of a record we do not know. */
function readStatus(event: SesEvent): Told | RefusedEvent | null {
  const detail = statusDetailSchema.safeParse(event.detail);
  if (!detail.success) return null;
  const { origin, record } = detail.data.data;
  const track = Object.hasOwn(ORIGINS, origin) ? ORIGINS[origin] : undefined;
  if (track === undefined) return null;
  const { status, cause = null, lastUpdatedTimestamp } = record;
  const recordAt = readEventTime(lastUpdatedTimestamp);
  if (recordAt === null && lastUpdatedTimestamp != null) return refused("Its record's time is no time.");
  return { track, value: status, cause, impact: null, recordAt };
}

function readFinding(event: SesEvent): Told | null {
  const detail = findingDetailSchema.safeParse(event.detail);
  const value = FINDING_VALUES[event['detail-type']];
  if (!detail.success || value === undefined) return null;
  const { data = null, metadata } = detail.data;
  const track = `finding:${storable(metadata?.type ?? '')}` as const;
  return { track, value, cause: data, impact: storable(metadata?.impact ?? '') || null, recordAt: null };
}

const refused = (reason: string): RefusedEvent => ({ kind: 'refused', reason });

/** As both databases hold it: NUL and lone surrogates become U+FFFD. */
const storable = (text: string): string => text.toWellFormed().replaceAll('\0', '\uFFFD');
