import 'server-only';
import type { Entity, Freshness } from '../../domain/entity.ts';
import { explain } from '../../domain/explain.ts';
import type { OpenFinding } from '../../domain/explain-input.ts';
import type { Standing } from '../../domain/vocabulary.ts';
import { toIso } from '../../domain/wire.ts';
import type { StandingError } from '../errors.ts';
import type { ReadDatabase } from '../store/store.ts';
import { seenSentences } from '../history/seen-before.ts';
import { findStopper } from '../history/find-stopper.ts';
import { gatherPatterns } from '../history/gather-patterns.ts';
import { findingsReadAt } from '../findings/findings-read-at.ts';
import { resourceFacts } from '../resources/resource-facts.ts';
import { type EntityCore, type EntityRow, entityCore } from './entity-row.ts';
import { accountFactsOf, reasonOf } from './read-facts.ts';

/** A record older than this is stale even where nothing failed: sweeps should have passed it several times. */
const STALE_AFTER_SECONDS = 900;
/** A record this young is what SES says, even while the rest of its connection cannot be read. */
const JUST_READ_SECONDS = 10;

/** The whole answer about one entity as stored now, explained. `failure`: why SES could not be asked just now. */
export async function describeEntity(
  database: ReadDatabase,
  row: EntityRow,
  now: number,
  failure: StandingError | null,
): Promise<Entity> {
  const core = entityCore(row);
  const [findings, siblings, patterns, stored, stoppedBy] = await Promise.all([
    openFindingsOf(database, row),
    siblingsOf(database, row),
    gatherPatterns(database, row, now),
    resourceFacts(database, row),
    findStopper(database, row),
  ]);
  return {
    ...core,
    explanation: explain({
      ...core,
      findings,
      accountFacts: accountFactsOf(row.connection_facts),
      ...stored,
      patterns,
      stoppedBy,
      seenBefore: await seenSentences(database, row, findings.open),
      asOf: null,
    }),
    freshness: freshnessOf(row, core, now, failure),
    siblings,
    firstSeenAt: toIso(row.first_seen_at),
    incarnation: row.incarnation,
  };
}

function freshnessOf(row: EntityRow, core: EntityCore, now: number, failure: StandingError | null): Freshness {
  const ageSeconds = Math.max(0, Math.round((now - row.read_at) / 1000));
  const reason = failureReason(row, ageSeconds, failure);
  const source = row.source as Freshness['source'];
  const base = { readAt: core.readAt, ageSeconds, source };
  return reason === null ? { ...base, stale: false } : { ...base, stale: true, reason };
}

function failureReason(row: EntityRow, ageSeconds: number, failure: StandingError | null) {
  if (row.read_began_at === 0) {
    return { code: 'never-read', message: 'It is known from events alone; SES was never read for it.' };
  }
  if (failure !== null) return { code: failure.code, message: failure.message };
  if (row.deleted_at !== null || ageSeconds <= JUST_READ_SECONDS) return null;
  if (row.connection_state === 'unread' || row.connection_state === 'wrong-account') {
    return (
      reasonOf(row.connection_reason) ?? { code: 'ses-unreachable', message: 'Its connection cannot be read now.' }
    );
  }
  if (row.connection_state === 'paused') return { code: 'paused', message: 'Reading its connection is paused.' };
  if (ageSeconds <= STALE_AFTER_SECONDS) return null;
  return { code: 'overdue', message: 'No sweep has read it lately. Refresh it to ask SES now.' };
}

async function openFindingsOf(
  database: ReadDatabase,
  row: EntityRow,
): Promise<{ known: boolean; open: OpenFinding[] }> {
  const [open, readAt] = await Promise.all([
    database
      .selectFrom('findings')
      .select(['type', 'impact'])
      .where('arn', '=', row.arn)
      .where('status', '=', 'OPEN')
      .orderBy('created_at', 'desc')
      .limit(100)
      .execute(),
    findingsReadAt(database, row.connection_id),
  ]);
  return { known: readAt !== null, open };
}

/** The same tenant name elsewhere: another Region or account, an earlier or a later tenant. */
async function siblingsOf(database: ReadDatabase, row: EntityRow): Promise<Entity['siblings']> {
  const rows = await database
    .selectFrom('entities')
    .select(['arn', 'region', 'account', 'standing', 'aggregate', 'deleted_at'])
    .where('name', '=', row.name)
    .where('arn', '!=', row.arn)
    .orderBy('id')
    .limit(20)
    .execute();
  return rows.map((sibling) => ({
    arn: sibling.arn,
    region: sibling.region,
    account: sibling.account,
    standing: sibling.standing as Standing,
    sendingStatusAggregate: sibling.aggregate,
    deletedAt: toIso(sibling.deleted_at),
  }));
}
