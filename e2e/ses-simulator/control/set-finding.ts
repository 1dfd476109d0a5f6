import { createRandom } from '../random.ts';
import type { Simulator } from '../simulator.ts';
import { openFindings } from '../world/change-entity.ts';
import type { Finding } from '../world/entity.ts';
import { openFinding } from '../world/open-finding.ts';
import { resolveFindings } from '../world/settle-findings.ts';
import { findEntity } from './find-entity.ts';

/** Opens or resolves findings of a tenant. */
export interface FindingChange {
  arn?: string;
  name?: string;
  region?: string;
  account?: string;
  /** `open` unless given. `resolve` takes every open finding, or those of `type`. */
  act?: 'open' | 'resolve';
  /** BOUNCE unless given. */
  type?: string;
  /** HIGH unless given. */
  impact?: string;
  description?: string;
  /** Epoch milliseconds. */
  createdAt?: number;
  /** Whether the policy may pause the tenant for it; yes unless given. */
  policyActs?: boolean;
}

export function setFinding(simulator: Simulator, body: FindingChange & Record<string, unknown>): object {
  const { place, tenant } = findEntity(simulator, body);
  const { world } = simulator;
  if (body.act === 'resolve') {
    const findings = openFindings(place, tenant.arn).filter((one) => (body.type ?? one.type) === one.type);
    resolveFindings(world, place, tenant, findings);
    return { arn: tenant.arn, findings: findings.map(describe) };
  }
  const random = createRandom(world.seed, `finding/${place.nextSeq}`);
  const { type = 'BOUNCE', impact = 'HIGH', description, createdAt, policyActs } = body;
  const finding = openFinding(world, place, tenant, random, { type, impact, description, createdAt }, policyActs);
  return { arn: tenant.arn, findings: [describe(finding)] };
}

const describe = ({ type, description, createdAt, status }: Finding): object => ({
  type,
  description,
  createdAt,
  status,
});
