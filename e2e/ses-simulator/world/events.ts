import { randomUUID } from 'node:crypto';
import type { EntityState, Finding, RecordState, Tenant } from './entity.ts';
import type { Place } from './place.ts';
import type { World } from './world.ts';

/** An EventBridge event as SES puts it on the default bus, numbered for the control interface. */
export interface SesEvent {
  readonly seq: number;
  readonly event: { readonly id: string; readonly time: string; readonly resources: readonly string[] };
}

const KEEP = 10_000;

/** Records `Sending Status …` for each record whose status changes. */
export function recordStatusEvents(world: World, place: Place, tenant: Tenant, change: Partial<EntityState>): void {
  const { customer, aws } = tenant.state;
  const now = world.clock.now();
  if (change.customer?.status !== undefined && change.customer.status !== customer?.status) {
    record(world, eventOfStatus(place, tenant.arn, 'CUSTOMER_MANAGED', change.customer, now));
  }
  if (change.aws?.status !== undefined && change.aws.status !== aws?.status) {
    record(world, eventOfStatus(place, tenant.arn, 'AWS_MANAGED', change.aws, now));
  }
}

export function recordFindingEvent(world: World, place: Place, finding: Finding): void {
  record(world, eventOfFinding(world, place, finding, world.clock.now()));
}

/** `Advisor Recommendation Status …`; here `data` is a string. What a resolved one carries is an open question. */
export function eventOfFinding(world: World, place: Place, finding: Finding, at: number): SesEvent['event'] {
  const isOpen = finding.status === 'OPEN';
  const word = isOpen ? 'Open' : world.switches.resolvedEventName;
  const hasText = isOpen || world.switches.resolvedEventPayload === 'description';
  return envelope(place, finding.arn, at, `Advisor Recommendation Status ${word}`, {
    version: '1.0.0',
    ...(hasText ? { data: finding.description } : {}),
    metadata: { impact: finding.impact, type: finding.type },
  });
}

/** `Sending Status …` of one record. */
export function eventOfStatus(
  place: Place,
  arn: string,
  origin: 'CUSTOMER_MANAGED' | 'AWS_MANAGED',
  { status, cause, updatedAt }: RecordState,
  at: number,
): SesEvent['event'] {
  const type = status === 'DISABLED' ? 'Sending Status Disabled' : 'Sending Status Enabled';
  const lastUpdatedTimestamp = updatedAt === undefined ? undefined : dateParts(updatedAt);
  return envelope(place, arn, at, type, {
    version: '1.0.0',
    data: { origin, record: { status, cause, lastUpdatedTimestamp } },
  });
}

/** Year, month from 1, day, hour, minute, second, nanoseconds, in UTC. */
function dateParts(time: number): number[] {
  const at = new Date(time);
  const day = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  return [...day, at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds(), at.getUTCMilliseconds() * 1_000_000];
}

function envelope(place: Place, arn: string, at: number, type: string, detail: object): SesEvent['event'] {
  const event = {
    version: '0',
    id: randomUUID(),
    'detail-type': type,
    source: 'aws.ses',
    account: place.account,
    time: `${new Date(at).toISOString().slice(0, 19)}Z`,
    region: place.region,
    resources: [arn],
    detail,
  };
  return event;
}

function record(world: World, event: SesEvent['event']): void {
  world.events.push({ seq: (world.events.at(-1)?.seq ?? 0) + 1, event });
  if (world.events.length > KEEP) world.events.splice(0, KEEP / 10);
}
