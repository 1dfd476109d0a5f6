import 'server-only';
import type { ObservedChange } from '../../domain/observe-entity.ts';
import { ACT_WINDOW_MS, AUTOMATIC_WINDOW_MS, type ActEvidence, type FindingEvidence } from '../../domain/origin-of.ts';
import type { WriteTransaction } from '../store/store.ts';

export interface Evidence {
  acts: ActEvidence[];
  findings: FindingEvidence[];
}

/** What may speak for the origin of the changes of these entities: our own writes of late, and their findings. */
export async function gatherEvidence(
  transaction: WriteTransaction,
  changesOf: ReadonlyMap<number, readonly ObservedChange[]>,
  actId: string | undefined,
): Promise<Map<number, Evidence>> {
  const evidence = new Map<number, Evidence>();
  const events = [...changesOf].filter(([, changes]) => changes.some((change) => change.kind !== 'baseline'));
  if (events.length === 0) return evidence;
  for (const [id] of events) evidence.set(id, { acts: [], findings: [] });
  await addActs(transaction, evidence, earliestOf(events), actId);
  const paused = events.filter(([, changes]) => changes.some(maybeAutomatic)).map(([id]) => id);
  if (paused.length > 0) await addFindings(transaction, evidence, paused);
  return evidence;
}

function maybeAutomatic(change: ObservedChange): boolean {
  return change.kind === 'changed' && (change.new.value === 'DISABLED' || change.old?.value === 'REINSTATED');
}

function earliestOf(events: [number, readonly ObservedChange[]][]): number {
  return Math.min(...events.flatMap(([, changes]) => changes.map((change) => change.seenAfter ?? change.seenAt)));
}

async function addActs(
  transaction: WriteTransaction,
  evidence: Map<number, Evidence>,
  earliest: number,
  actId: string | undefined,
): Promise<void> {
  const items = await transaction
    .selectFrom('act_items')
    .select(['act_id', 'entity_id', 'requested_value', 'sent_at'])
    .where('entity_id', 'in', [...evidence.keys()])
    .where('sent_at', 'is not', null)
    .where((or) =>
      or.or([
        or('sent_at', '>=', earliest - ACT_WINDOW_MS - AUTOMATIC_WINDOW_MS),
        ...(actId === undefined ? [] : [or('act_id', '=', actId)]),
      ]),
    )
    .orderBy('sent_at', 'desc')
    .execute();
  if (items.length === 0) return;
  const explained = await transaction
    .selectFrom('changes')
    .select(['entity_id', 'act_id', 'track'])
    .where('entity_id', 'in', [...new Set(items.map((item) => item.entity_id))])
    .where('act_id', 'in', [...new Set(items.map((item) => item.act_id))])
    .execute();
  for (const item of items) {
    if (item.sent_at === null) continue;
    evidence.get(item.entity_id)?.acts.push({
      actId: item.act_id,
      requested: item.requested_value,
      sentAt: item.sent_at,
      explained: explained
        .filter((row) => row.entity_id === item.entity_id && row.act_id === item.act_id)
        .map((row) => row.track),
    });
  }
}

async function addFindings(
  transaction: WriteTransaction,
  evidence: Map<number, Evidence>,
  ids: number[],
): Promise<void> {
  const findings = await transaction
    .selectFrom('findings')
    .innerJoin('entities', 'entities.arn', 'findings.arn')
    .select([
      'entities.id as entity_id',
      'findings.type',
      'findings.impact',
      'findings.status',
      'findings.created_at as createdAt',
      'findings.last_updated_at as lastUpdatedAt',
      'findings.first_seen_at as firstSeenAt',
    ])
    .where('entities.id', 'in', ids)
    .orderBy('findings.created_at', 'desc')
    .execute();
  for (const { entity_id, ...finding } of findings) evidence.get(entity_id)?.findings.push(finding);
}
