import 'server-only';
import { sql } from 'kysely';
import { MOST_ITEMS } from '../../domain/act-names.ts';
import type { PreviewAct } from '../../domain/act.ts';
import type { Context } from '../context.ts';
import { resolveFilter } from '../entities/resolve-filter.ts';
import { StandingError, notFound } from '../errors.ts';
import { type Target, targetConditions } from '../store/group-target.ts';
import { seenStateOf } from './seen-state.ts';

/** One sender of an act, as Standing holds it when the act is stored: the set is frozen from then on. */
export interface TargetRow {
  id: number;
  arn: string;
  connection_id: string;
  aggregate: string | null;
  customer_status: string | null;
  aws_status: string | null;
  policy: string | null;
  deleted_at: number | null;
  protected_at: number | null;
  protected_by: string | null;
  protected_reason: string | null;
}

export function targetOf(input: Pick<PreviewAct, 'arns' | 'filter'>): Target {
  if (input.arns !== undefined) return { arns: [...new Set<string>(input.arns)] };
  return { filter: resolveFilter(input.filter ?? {}) };
}

/**
 * The senders of an act: by name in the order given, by a filter worst first.
 * @throws StandingError `entity-not-found` for names that are not known, `invalid-input` for too many.
 */
export async function findTarget({ store }: Context, target: Target): Promise<TargetRow[]> {
  const rows = await store.read
    .selectFrom('entities')
    .select(['id', 'arn', 'connection_id', 'aggregate', 'customer_status', 'aws_status', 'policy', 'deleted_at'])
    .select(['protected_at', 'protected_by', 'protected_reason'])
    .where((of) => of.and(targetConditions(target, store.dialect)))
    .orderBy(sql`worst_key, name_key, id`)
    .limit(MOST_ITEMS + 1)
    .execute();
  if (rows.length > MOST_ITEMS) throw tooMany();
  if ('filter' in target) return rows;
  const byArn = new Map(rows.map((row) => [row.arn, row]));
  checkKnown(target.arns, byArn);
  return target.arns.flatMap((arn) => byArn.get(arn) ?? []);
}

export function tooMany(): StandingError {
  const message = `takes at most ${MOST_ITEMS.toLocaleString('en')} senders at once; narrow the filter`;
  return new StandingError('invalid-input', `filter: ${message}.`, { fields: [{ field: 'filter', message }] });
}

/** @throws StandingError `entity-not-found` */
export function checkKnown(arns: readonly string[], known: ReadonlyMap<string, unknown>): void {
  const missing = arns.filter((arn) => !known.has(arn));
  if (missing.length === 1) throw notFound('entity', missing[0] ?? '');
  if (missing.length === 0) return;
  const named = missing.slice(0, 3).join(', ');
  throw new StandingError('entity-not-found', `${missing.length} of these are not known, among them ${named}.`);
}

/** The mark of these rows, the same as of the groups they fall into. */
export function seenStateOfRows(rows: readonly TargetRow[]): string {
  return seenStateOf(
    rows.map((row) => ({
      connectionId: row.connection_id,
      aggregate: row.aggregate,
      customerStatus: row.customer_status,
      awsStatus: row.aws_status,
      policy: row.policy,
      isProtected: row.protected_at === null ? 0 : 1,
      isDeleted: row.deleted_at === null ? 0 : 1,
      count: 1,
      sum: row.id,
      mixed: (row.id * 7919) % 1_000_003,
    })),
  );
}
