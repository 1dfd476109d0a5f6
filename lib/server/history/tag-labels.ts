import 'server-only';
import { sql } from 'kysely';
import type { EntityLabel } from '../../domain/label.ts';
import type { Context } from '../context.ts';
import type { WriteTransaction } from '../store/store.ts';

const BATCH = 100;

/** Living senders of a connection whose tags were not read since then (epoch ms), at most a hundred. */
export async function listTagsDue(
  { store }: Pick<Context, 'store'>,
  connectionId: string,
  before: number,
): Promise<{ id: number; arn: string }[]> {
  return await store.read
    .selectFrom('entities')
    .select(['id', 'arn'])
    .where('connection_id', '=', connectionId)
    .where('deleted_at', 'is', null)
    .where(sql<boolean>`coalesce(tags_read_at, 0) < ${before}`)
    .limit(BATCH)
    .execute();
}

/** Keeps what the tags said, unless somebody gave a label by CSV: theirs stays. `read` false: SES had no answer for it. */
export async function storeTagLabel(
  transaction: WriteTransaction,
  entityId: number,
  { label, read, now }: { label: Omit<EntityLabel, 'source'> | null; read: boolean; now: number },
): Promise<void> {
  await transaction.updateTable('entities').set({ tags_read_at: now }).where('id', '=', entityId).execute();
  if (!read) return;
  await transaction
    .updateTable('entities')
    .set({
      label_name: label?.name ?? null,
      label_customer: label?.customerNumber ?? null,
      label_contact: label?.contact ?? null,
      label_link: label?.link ?? null,
      label_source: label === null ? null : 'tags',
    })
    .where('id', '=', entityId)
    .where(sql<boolean>`coalesce(label_source, 'tags') <> 'csv'`)
    .execute();
}
