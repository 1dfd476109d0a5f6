import 'server-only';
import manifest from '../../../package.json' with { type: 'json' };
import type { ActName } from '../../domain/act-names.ts';
import { CHANGE_SOURCES, type Change } from '../../domain/change.ts';
import type { Entity } from '../../domain/entity.ts';
import {
  type Evidence,
  EVIDENCE_FORMAT,
  type EvidenceAct,
  type EvidenceFile,
  type EvidenceState,
  type IssueEvidence,
} from '../../domain/evidence.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import { actorOf, recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { describeEntity } from '../entities/describe-entity.ts';
import { describePastEntity } from '../entities/describe-past-entity.ts';
import { type EntityRow, findEntity } from '../entities/entity-row.ts';
import { hasCode, notFound, StandingError } from '../errors.ts';
import { listStoredFindings } from '../findings/list-findings.ts';
import { describeChange } from '../history/describe-change.ts';
import { gapsFor } from '../history/gaps-for.ts';
import { listChanges } from '../store/list-changes.ts';
import { earliestSightOf } from './earliest-sight-of.ts';
import type { LinkSigner } from './link-signer.ts';
import { sealEvidence } from './seal-evidence.ts';

const MOST_CHANGES = 2000;

/**
 * Everything known of one sender over a window, hashed and signed, out of the store alone. That it was issued is written
 * into the audit with its hash, so that a pack can be found there later.
 * @throws StandingError `entity-not-found`, `invalid-input` for a window that ends before it begins.
 */
export async function issueEvidence(context: Context, signer: LinkSigner, input: IssueEvidence): Promise<EvidenceFile> {
  authorise(context, 'evidence.issue');
  const { store } = context;
  const now = context.clock.now();
  const row = await findEntity(store.read, input.arn);
  if (row === undefined) throw notFound('entity', input.arn);
  // A browser's clock may be ahead of ours.
  const to = Math.min(input.to ?? now, now);
  if (input.from >= to) throw new StandingError('invalid-input', 'from: The window must begin before it ends.');
  const from = Math.max(input.from, await earliestSightOf(store.read, row));
  const file = sealEvidence(signer, await gather(context, row, { from: Math.min(from, to), to, now }));
  await store.write((transaction) =>
    recordAudit(transaction, context, {
      kind: 'act',
      action: 'evidence.issue',
      target: input.arn,
      after: `sha256 ${file.integrity.sha256}, from ${file.evidence.window.from} to ${file.evidence.window.to}`,
    }),
  );
  return file;
}

async function gather(
  context: Context,
  row: EntityRow,
  { from, to, now }: { from: number; to: number; now: number },
): Promise<Evidence> {
  const { store } = context;
  const [atStart, atEnd, present, page, findings, acts, gaps] = await Promise.all([
    stateAt(context, row, from, now),
    stateAt(context, row, to, now),
    describeEntity(store.read, row, now, null),
    listChanges(store, { entityId: row.id, from, to: to + 1 }, { limit: MOST_CHANGES }),
    listStoredFindings(store.read, row.arn, row),
    actsOn(context, row, from, to),
    gapsFor(context, row, { from, to }),
  ]);
  const changes = page.rows.map(describeChange).toReversed();
  return {
    format: EVIDENCE_FORMAT,
    issuedAt: toIso(now),
    issuedBy: actorOf(context.principal).principal_name,
    standingVersion: manifest.version,
    sender: {
      arn: row.arn,
      name: row.name,
      tenantId: row.tenant_id,
      region: row.region,
      account: row.account,
      firstSeenAt: toIso(row.first_seen_at),
    },
    window: { from: toIso(from), to: toIso(to) },
    atStart,
    atEnd,
    now: stateOf(present, toIso(now)),
    changes,
    complete: page.nextCursor === null,
    findings: findings.items.filter(({ createdAt, firstSeenAt, lastUpdatedAt, status }) => {
      const began = createdAt ?? firstSeenAt;
      return began <= toIso(to) && (status === 'OPEN' || lastUpdatedAt === null || lastUpdatedAt >= toIso(from));
    }),
    acts,
    gaps,
    sources: sourcesOf(changes),
  };
}

async function stateAt(context: Context, row: EntityRow, at: number, now: number): Promise<EvidenceState | null> {
  try {
    return stateOf(await describePastEntity(context.store, row, at, now), toIso(at));
  } catch (error) {
    if (hasCode(error, 'entity-not-found')) return null;
    throw error;
  }
}

function stateOf(entity: Entity, asOf: string): EvidenceState {
  const { verdict, sentence, note, working } = entity.explanation;
  return {
    asOf,
    standing: entity.standing,
    sendingStatusAggregate: entity.sendingStatusAggregate,
    customerManagedStatus: entity.customerManagedStatus,
    awsSesManagedStatus: entity.awsSesManagedStatus,
    reputationImpact: entity.reputationImpact,
    reputationManagementPolicy: entity.reputationManagementPolicy,
    since: entity.since,
    deletedAt: entity.deletedAt,
    readAt: entity.readAt,
    stale: entity.freshness.stale,
    verdict,
    sentence,
    note,
    working,
  };
}

async function actsOn({ store }: Context, row: EntityRow, from: number, to: number): Promise<EvidenceAct[]> {
  const rows = await store.read
    .selectFrom('act_items')
    .innerJoin('acts', 'acts.id', 'act_items.act_id')
    .select(['acts.id', 'act', 'policy', 'principal_name', 'reason', 'started_at'])
    .select(['before_value', 'requested_value', 'after_value', 'outcome', 'detail', 'settled_at'])
    .where('act_items.entity_id', '=', row.id)
    .where('started_at', '>=', from)
    .where('started_at', '<=', to)
    .orderBy('started_at')
    .limit(MOST_CHANGES)
    .execute();
  return rows.map((item) => ({
    id: item.id,
    act: item.act as ActName,
    policy: item.policy,
    who: item.principal_name,
    reason: item.reason,
    startedAt: toIso(item.started_at),
    before: item.before_value,
    requested: item.requested_value,
    after: item.after_value,
    outcome: item.outcome,
    detail: item.detail,
    settledAt: toIso(item.settled_at),
  }));
}

function sourcesOf(changes: readonly Change[]): Evidence['sources'] {
  return CHANGE_SOURCES.map((source) => ({
    source,
    changes: changes.filter((change) => change.source === source).length,
  })).filter(({ changes: count }) => count > 0);
}
