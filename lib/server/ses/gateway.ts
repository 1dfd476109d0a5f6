import 'server-only';
import type { EntityArn } from '../../domain/arn.ts';
import type { PolicyName } from '../../domain/vocabulary.ts';

/**
 * Strict priority with ageing, highest first. `bulk` is a person's act on many senders: it comes last, so that nobody who
 * waits and no sweep starves behind it, and takes all that the others leave: the background never more than its share.
 */
export type Lane = 'act' | 'open-entity' | 'filtered-lists' | 'full-sweep' | 'bulk';

/** One record of an answer; `null` members were absent or null on the wire. Times: epoch ms. */
export interface SesStatusRecord {
  status: string | null;
  cause: string | null;
  lastUpdatedAt: number | null;
}

/** A reputation entity as SES answered, raw words kept. `null`: the member was absent. */
export interface SesEntity {
  arn: string;
  sendingStatusAggregate: string | null;
  customerManagedStatus: SesStatusRecord | null;
  awsSesManagedStatus: SesStatusRecord | null;
  reputationImpact: string | null;
  reputationManagementPolicy: string | null;
}

/** One answer and when its request left and came back (epoch ms, our clock): the rule of order needs both. */
export interface Answer<T> {
  value: T;
  beganAt: number;
  endedAt: number;
  awsRequestId: string | null;
}

export interface EntityPage {
  entities: SesEntity[];
  nextToken: string | null;
  /** Rows that named no reference: counted, never guessed. */
  unnamed: number;
  /** Members that were not of the model's type: read as absent, and counted. */
  malformed: number;
}

export interface SesFinding {
  arn: string;
  type: string | null;
  impact: string | null;
  description: string | null;
  status: string | null;
  createdAt: number | null;
  lastUpdatedAt: number | null;
}

export interface SesTenant {
  arn: string;
  name: string;
  tenantId: string | null;
  createdAt: number | null;
  sendingStatus: string | null;
}

export interface SesAccount {
  enforcementStatus: string | null;
  productionAccessEnabled: boolean | null;
  sendingEnabled: boolean | null;
  max24HourSend: number | null;
  maxSendRate: number | null;
  sentLast24Hours: number | null;
  /** Virtual Deliverability Manager, which keeps the metrics by tenant, is on. */
  metricsEnabled: boolean | null;
}

export interface SesResource {
  type: string | null;
  arn: string;
}

export interface SesIdentity {
  name: string;
  verifiedForSending: boolean | null;
  verificationStatus: string | null;
  dkimStatus: string | null;
}

export interface SesConfigurationSet {
  name: string;
  sendingEnabled: boolean | null;
}

export interface ResourceTenant {
  tenantName: string;
  tenantId: string | null;
  associatedAt: number | null;
}

/** Daily sums of one metric, as far as SES gave them. */
export interface SesMetricSeries {
  metric: string;
  /** null: SES gave no series; see `error`. */
  points: { at: number; value: number }[] | null;
  /** A query fails by itself, inside an answer that came. */
  error: { code: string | null; message: string | null } | null;
}

export interface MetricQuestion {
  /** A name, not an ARN: SES counts by it. */
  tenantName: string;
  /** At most ten. */
  metrics: readonly string[];
  from: number;
  to: number;
}

export interface CallerIdentity {
  account: string;
  partition: string;
  /** Who AWS takes us for: a user, or an assumed role with its session name. */
  arn?: string;
}

export interface SesTag {
  key: string;
  value: string;
}

export interface EntityFilter {
  sendingStatus?: 'DISABLED' | 'REINSTATED' | 'ENABLED';
  reputationImpact?: 'LOW' | 'HIGH';
  referencePrefix?: string;
}

export interface FindingFilter {
  status?: 'OPEN' | 'FIXED';
  type?: string;
  resourceArn?: string;
}

export interface CallOptions {
  lane: Lane;
  /** Gives up waiting for budget, or on the answer. */
  signal?: AbortSignal;
}

/**
 * Everything Standing asks of SES for one connection. Every failure is a `StandingError` with a `ses-…` code, or with
 * `shutting-down` or `connection-not-found` where the gateway or the connection closed meanwhile.
 *
 * A write that ends in `ses-unreachable` or `ses-fault` may have arrived: read before anything else. After every other
 * code SES refused it and changed nothing. Throttles have been waited out a few times before `ses-throttled` is thrown.
 * `ses-not-found` is SES's own word for it, never a proxy's 404.
 */
export interface SesConnection {
  readonly id: string;
  readonly region: string;
  /** One request for all who ask at the same time; never one that left before a write of ours to this entity ended. */
  getEntity(arn: EntityArn, options: CallOptions): Promise<Answer<SesEntity>>;
  /** Page size is probed (1000, halved on refusal) and remembered. */
  listEntities(filter: EntityFilter, token: string | null, options: CallOptions): Promise<Answer<EntityPage>>;
  setCustomerStatus(
    arn: EntityArn,
    status: 'ENABLED' | 'REINSTATED' | 'DISABLED',
    options: WriteOptions,
  ): Promise<Answer<null>>;
  setPolicy(arn: EntityArn, policy: PolicyName, options: WriteOptions): Promise<Answer<null>>;
  listFindings(
    filter: FindingFilter,
    token: string | null,
    options: CallOptions,
  ): Promise<Answer<{ findings: SesFinding[]; nextToken: string | null }>>;
  listTenants(
    token: string | null,
    options: CallOptions,
  ): Promise<Answer<{ tenants: SesTenant[]; nextToken: string | null }>>;
  getTenant(name: string, options: CallOptions): Promise<Answer<SesTenant>>;
  getAccount(options: CallOptions): Promise<Answer<SesAccount>>;
  listTenantResources(
    name: string,
    token: string | null,
    options: CallOptions,
  ): Promise<Answer<{ resources: SesResource[]; nextToken: string | null }>>;
  listResourceTenants(
    resourceArn: string,
    token: string | null,
    options: CallOptions,
  ): Promise<Answer<{ tenants: ResourceTenant[]; nextToken: string | null }>>;
  getIdentity(name: string, options: CallOptions): Promise<Answer<SesIdentity>>;
  getConfigurationSet(name: string, options: CallOptions): Promise<Answer<SesConfigurationSet>>;
  /** Each metric asked for, in that order. */
  tenantMetrics(question: MetricQuestion, options: CallOptions): Promise<Answer<SesMetricSeries[]>>;
  listTags(resourceArn: string, options: CallOptions): Promise<Answer<SesTag[]>>;
  /** STS; not part of the SES budget. It may be out of reach where SES is not. */
  callerIdentity(signal?: AbortSignal): Promise<CallerIdentity>;
  /** Does the role let itself be assumed without its ExternalId too? Nothing is done with the session. null: no role. */
  checkExternalId(signal?: AbortSignal): Promise<'demanded' | 'not-demanded' | 'unknown' | null>;
  budget(): BudgetReport;
  /** Page sizes SES has accepted so far, by operation; give them to `open` after a restart to probe no second time. */
  pageSizes(): Record<string, number>;
}

export interface WriteOptions extends CallOptions {
  /** The operator's id: travels in `RoleSessionName` where a role is assumed, and is then in CloudTrail. */
  operator: string;
}

export interface BudgetReport {
  ratePerSecond: number;
  share: number;
  usedLastMinute: number;
  foreignThrottlesLastMinute: number;
  /** What other traffic leaves of the background's share: 1 is all of it; halved by a foreign throttle, back slowly. */
  backgroundFactor: number;
  waiting: Record<Lane, number>;
}

/** A role to assume with whatever the source gives. The ExternalId is no secret. */
export interface AssumedRole {
  arn: string;
  externalId: string;
}

/** What a connection needs to reach SES; secrets stay inside the gateway and the vault. */
export type SesCredential = (
  | { source: 'ambient' }
  | { source: 'profile'; profile: string }
  | { source: 'static-keys'; accessKeyId: string; secretAccessKey: string; sessionToken?: string }
) & { role?: AssumedRole };

export interface SesGateway {
  /** Opens or renews the client of a connection; a changed credential replaces the old client at once. */
  open(connection: {
    id: string;
    region: string;
    account: string | null;
    credential: SesCredential;
    pageSizes?: Record<string, number>;
  }): SesConnection;
  get(id: string): SesConnection | undefined;
  closeConnection(id: string): void;
  close(): Promise<void>;
}
