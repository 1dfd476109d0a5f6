import 'server-only';
import type { Selectable } from 'kysely';
import type { Entity, Since, StatusRecord } from '../../domain/entity.ts';
import type { Standing } from '../../domain/vocabulary.ts';
import { toIso } from '../../domain/wire.ts';
import type { EntityTable } from '../store/schema.ts';
import type { ReadDatabase } from '../store/store.ts';

/** An entity as stored, with what its answer says about the connection. */
export type EntityRow = Selectable<EntityTable> & {
  connection_label: string;
  connection_state: string;
  connection_reason: string | null;
  connection_facts: string;
};

export function findEntity(database: ReadDatabase, arn: string): Promise<EntityRow | undefined> {
  return database
    .selectFrom('entities')
    .innerJoin('connections', 'connections.id', 'entities.connection_id')
    .selectAll('entities')
    .select([
      'connections.label as connection_label',
      'connections.state as connection_state',
      'connections.reason as connection_reason',
      'connections.facts as connection_facts',
    ])
    .where('entities.arn', '=', arn)
    .executeTakeFirst();
}

export type EntityCore = Pick<
  Entity,
  | 'arn'
  | 'name'
  | 'tenantId'
  | 'partition'
  | 'region'
  | 'account'
  | 'connectionId'
  | 'connectionLabel'
  | 'standing'
  | 'sendingStatusAggregate'
  | 'reputationImpact'
  | 'reputationManagementPolicy'
  | 'customerManagedStatus'
  | 'awsSesManagedStatus'
  | 'since'
  | 'readAt'
  | 'deletedAt'
  | 'neverRead'
  | 'label'
  | 'protection'
>;

type CoreRow = Omit<Selectable<EntityTable>, 'name_key' | 'worst_key'> & { connection_label: string };

/** The members that lists and the entity's own answer share. */
export function entityCore(row: CoreRow): EntityCore {
  const customer = recordOf(row.customer_present, row.customer_status, row.customer_cause, row.customer_updated_at);
  const aws = recordOf(row.aws_present, row.aws_status, row.aws_cause, row.aws_updated_at);
  return {
    arn: row.arn,
    name: row.name,
    tenantId: row.tenant_id,
    partition: row.partition,
    region: row.region,
    account: row.account,
    connectionId: row.connection_id,
    connectionLabel: row.connection_label,
    standing: row.standing as Standing,
    sendingStatusAggregate: row.aggregate,
    reputationImpact: row.impact,
    reputationManagementPolicy: row.policy,
    customerManagedStatus: customer,
    awsSesManagedStatus: aws,
    since: sinceOf({ at: row.since_at, atLeast: row.since_at_least !== 0, customer, aws }),
    readAt: toIso(row.read_at),
    deletedAt: row.read_began_at === 0 ? null : toIso(row.deleted_at),
    neverRead: row.read_began_at === 0,
    label: labelOf(row),
    protection:
      row.protected_at === null
        ? null
        : { at: toIso(row.protected_at), by: row.protected_by ?? '', reason: row.protected_reason },
  };
}

function labelOf(row: CoreRow): EntityCore['label'] {
  const { label_name: name, label_customer: customerNumber, label_contact: contact, label_link: link } = row;
  if (row.label_source === null) return null;
  return { name, customerNumber, contact, link, source: row.label_source === 'tags' ? 'tags' : 'csv' };
}

interface Run {
  /** Its start as far as it is known, epoch ms; `atLeast`: the start was not seen. */
  at: number;
  atLeast: boolean;
  customer: StatusRecord | null;
  aws: StatusRecord | null;
}

/** Since when a status has held, and when SES last updated the record that decides. */
export function sinceOf({ at, atLeast, customer, aws }: Run): Since {
  return { at: toIso(at), atLeast, recordUpdatedAt: decidingRecord(customer, aws)?.lastUpdatedAt ?? null };
}

/** The record that stops sending, else the customer's: its time and cause stand beside the status. */
export function decidingRecord(customer: StatusRecord | null, aws: StatusRecord | null): StatusRecord | null {
  if (aws?.status === 'DISABLED') return aws;
  return customer ?? aws;
}

function recordOf(
  present: number,
  status: string | null,
  cause: string | null,
  updatedAt: number | null,
): StatusRecord | null {
  return present === 0 ? null : { status, cause, lastUpdatedAt: toIso(updatedAt) };
}
