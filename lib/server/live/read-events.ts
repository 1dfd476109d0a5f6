import 'server-only';
import type { Selectable } from 'kysely';
import * as z from 'zod/mini';
import type { LiveEvent } from '../../domain/live.ts';
import type { LiveEventTable } from '../store/schema.ts';
import type { ReadDatabase } from '../store/store.ts';

/** One announcement as it is told. */
export interface Announced extends Omit<LiveEvent, 'topic'> {
  id: number;
  /** A newer version of Standing may share this database, and know one more. */
  topic: string;
  connectionId: string | null;
}

const namesSchema = z.array(z.string());

/** What was announced after an id, oldest first. */
export async function readEvents(database: ReadDatabase, after: number, limit: number): Promise<Announced[]> {
  const rows = await database
    .selectFrom('live_events')
    .selectAll()
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(announcedOf);
}

/** The newest ones, oldest first. */
export async function readNewestEvents(database: ReadDatabase, limit: number): Promise<Announced[]> {
  const rows = await database.selectFrom('live_events').selectAll().orderBy('id', 'desc').limit(limit).execute();
  return rows.toReversed().map(announcedOf);
}

function announcedOf({ id, topic, connection_id, about, count }: Selectable<LiveEventTable>): Announced {
  const names = about === null ? null : namesSchema.parse(JSON.parse(about));
  return { id, topic, connectionId: connection_id, about: names, count };
}
