import type { Simulator } from '../simulator.ts';
import { changeEntity } from '../world/change-entity.ts';
import type { EntityState, RecordState } from '../world/entity.ts';
import { policyArn } from '../world/place.ts';
import { findEntity } from './find-entity.ts';

/** A record to set: what is left out keeps its value, `updatedAt` moves to now unless given. */
export interface RecordChange {
  status?: string | null;
  cause?: string | null;
  /** Epoch milliseconds; `null` leaves the time out of the answer. */
  updatedAt?: number | null;
}

/** Sets parts of an entity directly; `null` for a whole member takes it away. */
export interface EntityChange {
  arn?: string;
  name?: string;
  region?: string;
  account?: string;
  customer?: RecordChange | null;
  aws?: RecordChange | null;
  impact?: string | null;
  /** A policy's word (standard, strict, none) or a whole ARN. */
  policy?: string | null;
  aggregate?: string | null;
  /** Answer with nothing but the reference. */
  bare?: boolean;
}

export function setEntity(simulator: Simulator, body: EntityChange & Record<string, unknown>): object {
  const { place, tenant } = findEntity(simulator, body);
  const { world } = simulator;
  const now = world.clock.now();
  const change: { -readonly [K in keyof EntityState]?: EntityState[K] } = {};
  if (body.customer !== undefined) change.customer = setRecord(tenant.state.customer, body.customer, now);
  if (body.aws !== undefined) change.aws = setRecord(tenant.state.aws, body.aws, now);
  if (body.impact !== undefined) change.impact = body.impact ?? undefined;
  if (body.aggregate !== undefined) change.aggregate = body.aggregate;
  if (body.policy !== undefined) {
    const word = body.policy ?? '';
    change.policy = word === '' ? undefined : word.startsWith('arn:') ? word : policyArn(place.region, word);
  }
  if (body.bare !== undefined) tenant.bare = body.bare;
  changeEntity(world, place, tenant, change);
  return { arn: tenant.arn, state: tenant.state };
}

function setRecord(old: RecordState | undefined, change: RecordChange | null, now: number): RecordState | undefined {
  if (change === null) return undefined;
  return {
    status: change.status === undefined ? old?.status : change.status,
    cause: change.cause === undefined ? old?.cause : change.cause,
    updatedAt: change.updatedAt === undefined ? now : (change.updatedAt ?? undefined),
  };
}
