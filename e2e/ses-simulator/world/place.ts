import type { EntityState, Finding, Tenant } from './entity.ts';

/** One account in one Region: its tenants, findings and resources. */
export interface Place {
  readonly account: string;
  readonly region: string;
  /** In list order; deleted ones stay until no list can lag behind them. */
  readonly tenants: Tenant[];
  readonly byArn: Map<string, Tenant>;
  readonly byName: Map<string, Tenant>;
  readonly findings: Finding[];
  readonly findingsByArn: Map<string, Finding[]>;
  /** Older states of recently changed tenants, oldest first: each held until `until`. */
  readonly older: Map<Tenant, { until: number; state: EntityState }[]>;
  /** Names of configuration sets whose sending was switched off. */
  readonly stoppedSets: Set<string>;
  /** Associations made or removed since the start: tenant to resource ARN to time, `null` when removed. */
  readonly associations: Map<Tenant, Map<string, number | null>>;
  /** Members of GetAccount that a test set. */
  accountChanges: Record<string, unknown>;
  nextSeq: number;
  /** How many tenants it began with: life keeps it near that. */
  bornSize: number;
}

export function createPlace(account: string, region: string): Place {
  return {
    account,
    region,
    tenants: [],
    byArn: new Map(),
    byName: new Map(),
    findings: [],
    findingsByArn: new Map(),
    older: new Map(),
    stoppedSets: new Set(),
    associations: new Map(),
    accountChanges: {},
    nextSeq: 1,
    bornSize: 0,
  };
}

/** China and GovCloud are partitions of their own, and so is the sovereign cloud. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return region.startsWith('eusc-') ? 'aws-eusc' : 'aws';
}

const policyArns = new Map<string, string>();

/** The ARN of one of SES's three reputation policies; one string for all tenants that have it. */
export function policyArn(region: string, policy: string): string {
  const arn = `arn:${partitionOf(region)}:ses:${region}:aws:reputation-policy/${policy}`;
  const known = policyArns.get(arn);
  if (known !== undefined) return known;
  policyArns.set(arn, arn);
  return arn;
}

export function tenantArn(place: Place, name: string, id: string): string {
  return `arn:${partitionOf(place.region)}:ses:${place.region}:${place.account}:tenant/${name}/${id}`;
}

export type ResourceKind = 'identity' | 'configuration-set' | 'template';

export function resourceArn(place: Place, kind: ResourceKind, name: string): string {
  return `arn:${partitionOf(place.region)}:ses:${place.region}:${place.account}:${kind}/${name}`;
}
