import 'server-only';
import * as z from 'zod/mini';
import { announce } from '../store/announce.ts';
import type { ReadDatabase, WriteTransaction } from '../store/store.ts';

/** A full sweep as the store keeps it: enough to go on from its token after a crash. Epoch ms. */
export interface FullSweep {
  id: string;
  startedAt: number;
  token: string | null;
  pages: number;
  entities: number;
}

const idsSchema = z.array(z.number());

/** One row a connection and lane, moved along: the newest pass. */
export async function recordPass(
  transaction: WriteTransaction,
  connectionId: string,
  lane: 'disabled' | 'high' | 'findings',
  pass: { startedAt: number; finishedAt: number | null; pages: number; entities: number; token?: string | null },
): Promise<void> {
  const values = {
    started_at: pass.startedAt,
    finished_at: pass.finishedAt,
    page_token: pass.token ?? null,
    pages: pass.pages,
    entities: pass.entities,
    suspect: 0,
  };
  await transaction
    .insertInto('sweeps')
    .values({ id: `${connectionId}:${lane}`, connection_id: connectionId, lane, ...values })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(values))
    .execute();
}

export async function beginSweep(transaction: WriteTransaction, connectionId: string, sweep: FullSweep): Promise<void> {
  await transaction
    .insertInto('sweeps')
    .values({
      id: sweep.id,
      connection_id: connectionId,
      lane: 'full',
      started_at: sweep.startedAt,
      finished_at: null,
      page_token: null,
      pages: 0,
      entities: 0,
      suspect: 0,
    })
    .execute();
}

/** A page was stored: who was on it, and, last, where the next one begins. */
export async function recordPage(
  transaction: WriteTransaction,
  sweep: FullSweep,
  entityIds: readonly number[],
): Promise<void> {
  await transaction
    .insertInto('sweep_pages')
    .values({ sweep_id: sweep.id, page: sweep.pages, entity_ids: JSON.stringify(entityIds) })
    .onConflict((conflict) =>
      conflict.columns(['sweep_id', 'page']).doUpdateSet({ entity_ids: JSON.stringify(entityIds) }),
    )
    .execute();
  await transaction
    .updateTable('sweeps')
    .set({ page_token: sweep.token, pages: sweep.pages, entities: sweep.entities })
    .where('id', '=', sweep.id)
    .execute();
}

/** Ends a sweep and drops those before it: the newest finished one is all that is asked for. */
export async function finishSweep(
  transaction: WriteTransaction,
  connectionId: string,
  sweep: FullSweep,
  finishedAt: number,
  suspect: boolean,
): Promise<void> {
  await transaction
    .updateTable('sweeps')
    .set({ finished_at: finishedAt, page_token: null, suspect: suspect ? 1 : 0 })
    .where('id', '=', sweep.id)
    .execute();
  await dropSweeps(transaction, connectionId, sweep.id);
  await transaction.deleteFrom('sweep_pages').where('sweep_id', '=', sweep.id).execute();
  await announce(transaction, { topic: 'sweeps', connectionId, about: [] });
}

export async function dropSweeps(
  transaction: WriteTransaction,
  connectionId: string,
  except: string | null,
): Promise<void> {
  const others = await transaction
    .selectFrom('sweeps')
    .select('id')
    .where('connection_id', '=', connectionId)
    .where('lane', '=', 'full')
    .where('id', '!=', except ?? '')
    .execute();
  if (others.length === 0) return;
  const ids = others.map((row) => row.id);
  await transaction.deleteFrom('sweep_pages').where('sweep_id', 'in', ids).execute();
  await transaction.deleteFrom('sweeps').where('id', 'in', ids).execute();
}

/** Living entities that a sweep over everything did not name and nobody has read since it began. */
export async function missingFromSweep(
  database: ReadDatabase,
  connectionId: string,
  sweep: FullSweep,
): Promise<{ missing: string[]; known: number }> {
  const candidates = await database
    .selectFrom('entities')
    .select(['id', 'arn'])
    .where('connection_id', '=', connectionId)
    .where('deleted_at', 'is', null)
    .where('read_began_at', '<', sweep.startedAt)
    .execute();
  const counted = await database
    .selectFrom('entities')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('connection_id', '=', connectionId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  const known = counted?.count ?? 0;
  if (candidates.length === 0) return { missing: [], known };
  const pages = await database
    .selectFrom('sweep_pages')
    .select('entity_ids')
    .where('sweep_id', '=', sweep.id)
    .execute();
  // An answer that was dropped for its age moved no time of reading, but the entity was there.
  const named = new Set(pages.flatMap((page) => idsSchema.parse(JSON.parse(page.entity_ids))));
  return { missing: candidates.flatMap((row) => (named.has(row.id) ? [] : row.arn)), known };
}
