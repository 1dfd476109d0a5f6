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
  readonly configurationSets: Map<string, ConfigurationSet>;
  readonly identities: Map<string, Identity>;
  readonly templates: Set<string>;
  /** Associations made or removed by requests: tenant name to resource ARN to time, `null` when removed. */
  readonly associations: Map<string, Map<string, number | null>>;
  nextSeq: number;
}

export interface ConfigurationSet {
  readonly name: string;
  sendingEnabled: boolean;
  readonly reputationMetrics: boolean;
}

export interface Identity {
  readonly name: string;
  readonly verified: boolean;
  readonly verificationStatus: string;
  readonly configurationSet: string | undefined;
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
    configurationSets: new Map(),
    identities: new Map(),
    templates: new Set(),
    associations: new Map(),
    nextSeq: 1,
  };
}

/** The ARN of one of SES's three reputation policies. */
export function policyArn(region: string, policy: string): string {
  return `arn:aws:ses:${region}:aws:reputation-policy/${policy}`;
}

export function tenantArn(place: Place, name: string, id: string): string {
  return `arn:aws:ses:${place.region}:${place.account}:tenant/${name}/${id}`;
}
