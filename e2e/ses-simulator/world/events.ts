import { randomUUID } from 'node:crypto';
import type { EntityState, Finding, RecordState, Tenant } from './entity.ts';
import type { Place } from './place.ts';
import type { World } from './world.ts';

/** An EventBridge event as SES puts it on the default bus, numbered for the control interface. */
export interface SesEvent {
  readonly seq: number;
  readonly event: object;
}

const KEEP = 10_000;

/** Records `Sending Status …` for each record whose status changes. */
export function recordStatusEvents(world: World, place: Place, tenant: Tenant, change: Partial<EntityState>): void {
  const { customer, aws } = tenant.state;
  if (change.customer?.status !== undefined && change.customer.status !== customer?.status) {
    record(world, place, tenant.arn, ...statusDetail('CUSTOMER_MANAGED', change.customer));
  }
  if (change.aws?.status !== undefined && change.aws.status !== aws?.status) {
    record(world, place, tenant.arn, ...statusDetail('AWS_MANAGED', change.aws));
  }
}

/** Records `Advisor Recommendation Status …`; here `data` is a string. What a resolved one carries is an open question. */
export function recordFindingEvent(world: World, place: Place, finding: Finding): void {
  const isOpen = finding.status === 'OPEN';
  const word = isOpen ? 'Open' : world.switches.resolvedEventName;
  const hasText = isOpen || world.switches.resolvedEventPayload === 'description';
  record(world, place, finding.arn, `Advisor Recommendation Status ${word}`, {
    version: '1.0.0',
    ...(hasText ? { data: finding.description } : {}),
    metadata: { impact: finding.impact, type: finding.type },
  });
}

function statusDetail(origin: string, { status, cause, updatedAt }: RecordState): [string, object] {
  const type = status === 'DISABLED' ? 'Sending Status Disabled' : 'Sending Status Enabled';
  const lastUpdatedTimestamp = updatedAt === undefined ? undefined : dateParts(updatedAt);
  return [type, { version: '1.0.0', data: { origin, record: { status, cause, lastUpdatedTimestamp } } }];
}

/** Year, month from 1, day, hour, minute, second, nanoseconds, in UTC. */
function dateParts(time: number): number[] {
  const at = new Date(time);
  const day = [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()];
  return [...day, at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds(), at.getUTCMilliseconds() * 1_000_000];
}

function record(world: World, place: Place, arn: string, type: string, detail: object): void {
  const event = {
    version: '0',
    id: randomUUID(),
    'detail-type': type,
    source: 'aws.ses',
    account: place.account,
    time: `${new Date(world.clock.now()).toISOString().slice(0, 19)}Z`,
    region: place.region,
    resources: [arn],
    detail,
  };
  world.events.push({ seq: (world.events.at(-1)?.seq ?? 0) + 1, event });
  if (world.events.length > KEEP) world.events.splice(0, KEEP / 10);
}
