import 'server-only';
import { type EntityArn, parseArn, tenantOf } from '../../domain/arn.ts';
import type { ResourceFacts } from '../../domain/explain-input.ts';
import { toIso } from '../../domain/wire.ts';
import type { Context } from '../context.ts';
import { isStandingError } from '../errors.ts';
import type { CallOptions, SesConnection, SesResource } from '../ses/gateway.ts';
import { sharedMemory } from '../shared-memory.ts';
import { wholeStore } from '../store-scope.ts';
import { keepIdentitiesOf } from './keep-resources.ts';
import { reachConnection } from './reach-connection.ts';

/** Reading them costs one request a resource, so it happens when a person refreshes, and not again for a while. */
const READ_AGAIN_AFTER_MS = 5 * 60_000;
const GIVE_UP_AFTER_MS = 30_000;
/** Of each kind; the rest are named and said to be unread. */
const MOST_EACH = 4;
const MOST_PAGES = 3;
const KEPT = 2_000;

interface Reading {
  beganAt: number;
  facts: ResourceFacts | null;
}

const readingsOf = (context: Context) => sharedMemory(context.store, 'resources', () => new Map<string, Reading>());

/** What a tenant needs to send besides its reputation, as last read by this process; null: not read. */
export function knownResources(context: Context, arn: string): ResourceFacts | null {
  return readingsOf(context).get(arn)?.facts ?? null;
}

/** Reads the resources of a tenant in the background, unless they were read a moment ago. What fails stays unread. */
export function beginReadingResources(context: Context, arn: EntityArn, connectionId: string): void {
  const readings = readingsOf(context);
  const now = context.clock.now();
  const earlier = readings.get(arn);
  if (earlier !== undefined && now - earlier.beganAt < READ_AGAIN_AFTER_MS) return;
  const reading: Reading = { beganAt: now, facts: earlier?.facts ?? null };
  readings.delete(arn);
  readings.set(arn, reading);
  const [oldest] = readings.keys();
  if (readings.size > KEPT && oldest !== undefined) readings.delete(oldest);
  readResources(context, arn, connectionId).then(
    (facts) => (reading.facts = facts),
    (error: unknown) => {
      const fields = { arn, err: error };
      if (isStandingError(error)) context.log.info(fields, 'The resources of a sender could not be read');
      else context.log.error(fields, 'Reading the resources of a sender failed');
    },
  );
}

async function readResources(context: Context, arn: EntityArn, connectionId: string): Promise<ResourceFacts | null> {
  const parts = parseArn(arn);
  if (parts === null || parts.resourceType !== 'tenant') return null;
  const ses = await reachConnection(context, connectionId);
  const options: CallOptions = { lane: 'open-entity', signal: AbortSignal.timeout(GIVE_UP_AFTER_MS) };
  const { resources, whole } = await listAll(ses, tenantOf(parts).tenantName, options);
  if (whole) await keep(context, arn, resources);
  const readAt = toIso(context.clock.now());
  const identities = await each(
    resources,
    'EMAIL_IDENTITY',
    async (name) => (await ses.getIdentity(name, options)).value.verifiedForSending,
  );
  const sets = await each(
    resources,
    'CONFIGURATION_SET',
    async (name) => (await ses.getConfigurationSet(name, options)).value.sendingEnabled,
  );
  return {
    identities: identities.map(([name, verifiedForSending]) => ({ name, verifiedForSending })),
    configurationSets: sets.map(([name, sendingEnabled]) => ({ name, sendingEnabled })),
    readAt,
  };
}

async function listAll(
  ses: SesConnection,
  tenant: string,
  options: CallOptions,
): Promise<{ resources: SesResource[]; whole: boolean }> {
  const resources: SesResource[] = [];
  let token: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { value }: Awaited<ReturnType<SesConnection['listTenantResources']>> = await ses.listTenantResources(
      tenant,
      token,
      options,
    );
    resources.push(...value.resources);
    token = value.nextToken;
    if (token === null) break;
  }
  return { resources, whole: token === null };
}

/** What was read answers the search for a domain or an address as well. */
async function keep(context: Context, arn: EntityArn, resources: readonly SesResource[]): Promise<void> {
  const store = wholeStore(context.store);
  const row = await store.read.selectFrom('entities').select('id').where('arn', '=', arn).executeTakeFirst();
  if (row === undefined) return;
  const readAt = context.clock.now();
  await store.write((transaction) =>
    keepIdentitiesOf(transaction, row.id, namesOf(resources, 'EMAIL_IDENTITY'), readAt),
  );
}

function namesOf(resources: readonly SesResource[], type: string): string[] {
  return resources.filter((item) => item.type === type).map((item) => item.arn.slice(item.arn.indexOf('/') + 1));
}

/** Reads the first few of a kind, one after another; a refusal leaves that one unread. */
async function each(
  resources: readonly SesResource[],
  type: string,
  read: (name: string) => Promise<boolean | null>,
): Promise<[name: string, state: boolean | null][]> {
  const answers: [string, boolean | null][] = [];
  for (const [index, name] of namesOf(resources, type).entries()) {
    answers.push([name, index < MOST_EACH ? await read(name).catch(() => null) : null]);
  }
  return answers;
}
