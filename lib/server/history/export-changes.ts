import 'server-only';
import type { ChangeExportQuery } from '../../domain/change-export.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { findEntity } from '../entities/entity-row.ts';
import { notFound } from '../errors.ts';
import { listChanges as pageOfChanges } from '../store/list-changes.ts';
import { describeChange } from './describe-change.ts';
import { gapsFor } from './gaps-for.ts';
import { HISTORY_WRITERS } from './write-history.ts';

const ROWS_AT_ONCE = 500;

/**
 * The history of one sender as a file, newest first, page by page as fast as it is taken. The first page is read before
 * it returns, so that a refusal is a refusal and not half a file.
 * @throws StandingError `entity-not-found`.
 */
export async function exportChanges(context: Context, query: ChangeExportQuery): Promise<ReadableStream<Uint8Array>> {
  authorise(context, 'entities.read');
  const entity = await findEntity(context.store.read, query.arn);
  if (entity === undefined) throw notFound('entity', query.arn);
  const filter = {
    entityId: entity.id,
    tracks: query.track?.length ? query.track : undefined,
    from: query.from,
    to: query.to,
  };
  const read = (cursor?: string) => pageOfChanges(context.store, filter, { cursor, limit: ROWS_AT_ONCE });
  const writer = HISTORY_WRITERS[query.format]();
  const gaps = await gapsFor(context, entity, query);
  let page = await read();
  let text = writer.head({
    arn: entity.arn,
    name: entity.name,
    region: entity.region,
    account: entity.account,
    exportedAt: toIso(context.clock.now()),
    from: toIso(query.from ?? null),
    to: toIso(query.to ?? null),
    watchedSince: toIso(entity.first_seen_at),
    gaps,
  });
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      text += writer.changes(page.rows.map(describeChange));
      const isLast = page.nextCursor === null;
      controller.enqueue(encoder.encode(isLast ? text + writer.end() : text));
      text = '';
      if (page.nextCursor === null) controller.close();
      else page = await read(page.nextCursor);
    },
  });
}
