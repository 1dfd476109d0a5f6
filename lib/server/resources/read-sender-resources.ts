import 'server-only';
import { parseArn, tenantOf } from '../../domain/arn.ts';
import { resourceOf } from '../../domain/resource-kind.ts';
import type { Context } from '../context.ts';
import { reachConnection } from '../entities/reach-connection.ts';
import { hasCode, isStandingError, StandingError } from '../errors.ts';
import type { CallOptions, SesConnection } from '../ses/gateway.ts';
import { sharedMemory } from '../shared-memory.ts';
import { wholeStore } from '../store-scope.ts';
import { keepReadFailure, keepSenderResources } from './keep-sender-resources.ts';
import { readResourceStates } from './read-resource-states.ts';
import { readReason, type SenderPlace } from './sender-place.ts';

/** A look reads them again after this long; a person who refreshes, after a minute. Each read costs some requests. */
const AGAIN_AFTER_MS = 10 * 60_000;
const AGAIN_AFTER_REFRESH_MS = 60_000;
/** What failed may be mended at any moment. */
const AGAIN_AFTER_FAILURE_MS = 20_000;
const GIVE_UP_AFTER_MS = 60_000;
const MOST_PAGES = 3;
const KEPT = 5_000;

interface Reading {
  beganAt: number;
  underWay: boolean;
  failed: boolean;
}

const readingsOf = (context: Context) =>
  sharedMemory(context.store, 'resource-reads', () => new Map<string, Reading>());

/** SES is being asked for them now, by this process. */
export function isReadingResources(context: Context, arn: string): boolean {
  return readingsOf(context).get(arn)?.underWay ?? false;
}

/**
 * Reads what a sender sends with, in the background: the list, then the state of each resource, then who shares it; each
 * is kept as it comes. Once however many look, and not again for a while.
 * @param refresh a person asked for it.
 */
export function beginReadingResources(context: Context, place: SenderPlace, refresh: boolean): void {
  const readings = readingsOf(context);
  const now = context.clock.now();
  const earlier = readings.get(place.arn);
  if (earlier !== undefined && (earlier.underWay || now - earlier.beganAt < pauseAfter(earlier, refresh))) return;
  const reading: Reading = { beganAt: now, underWay: true, failed: false };
  readings.delete(place.arn);
  readings.set(place.arn, reading);
  const [oldest] = readings.size > KEPT ? readings.keys() : [];
  if (oldest !== undefined) readings.delete(oldest);
  readAll({ ...context, store: wholeStore(context.store) }, place)
    .catch((error: unknown) => {
      reading.failed = true;
      const fields = { arn: place.arn, err: error };
      if (isStandingError(error)) context.log.info(fields, 'The resources of a sender could not be read');
      else context.log.error(fields, 'Reading the resources of a sender failed');
    })
    .finally(() => (reading.underWay = false));
}

function pauseAfter({ failed }: Reading, refresh: boolean): number {
  if (failed) return AGAIN_AFTER_FAILURE_MS;
  return refresh ? AGAIN_AFTER_REFRESH_MS : AGAIN_AFTER_MS;
}

async function readAll(context: Context, place: SenderPlace): Promise<void> {
  const parts = parseArn(place.arn);
  if (parts === null || parts.resourceType !== 'tenant') return;
  const options: CallOptions = { lane: 'open-entity', signal: AbortSignal.timeout(GIVE_UP_AFTER_MS) };
  let ses: SesConnection;
  let arns: string[];
  try {
    ses = await reachConnection(context, place.connectionId);
    const beganAt = context.clock.now();
    arns = await listAll(ses, tenantOf(parts).tenantName, options);
    const endedAt = context.clock.now();
    await context.store.write((transaction) =>
      keepSenderResources(transaction, context.store.dialect, { place, arns, beganAt, endedAt }),
    );
  } catch (error) {
    if (isStandingError(error) && !hasCode(error, 'shutting-down')) {
      const failure = JSON.stringify(readReason(error));
      await context.store.write((transaction) => keepReadFailure(transaction, place, failure));
    }
    throw error;
  }
  await readResourceStates(context, { ses, place, arns, options });
}

/** @throws `ses-fault` where the list does not end: half a list would tell of resources that went. */
async function listAll(ses: SesConnection, tenant: string, options: CallOptions): Promise<string[]> {
  const arns: string[] = [];
  let token: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { value }: Awaited<ReturnType<SesConnection['listTenantResources']>> = await ses.listTenantResources(
      tenant,
      token,
      options,
    );
    arns.push(...value.resources.map(({ arn }) => arn).filter((arn) => resourceOf(arn) !== null));
    token = value.nextToken;
    if (token === null) return arns;
  }
  throw new StandingError('ses-fault', `It has more resources than Standing reads (${arns.length} and more).`);
}
