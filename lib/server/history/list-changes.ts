import 'server-only';
import type { ChangeList, ChangeListQuery } from '../../domain/change.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { findEntity } from '../entities/entity-row.ts';
import { notFound } from '../errors.ts';
import { listChanges as pageOfChanges } from '../store/list-changes.ts';
import { describeChange } from './describe-change.ts';
import { gapsFor } from './gaps-for.ts';

const ROWS = 100;

type Asker = Pick<Context, 'principal' | 'store' | 'clock'>;

/**
 * History, newest first: of one entity with its baselines and the times nobody watched, or of the fleet without first
 * sights, which are no events. Spends no SES budget.
 * @throws StandingError `entity-not-found`, `invalid-input` for a cursor of another list.
 */
export async function listChanges(context: Asker, query: ChangeListQuery): Promise<ChangeList> {
  authorise(context, 'entities.read');
  const entity = query.arn === undefined ? undefined : await findEntity(context.store.read, query.arn);
  if (query.arn !== undefined && entity === undefined) throw notFound('entity', query.arn);
  const page = await pageOfChanges(
    context.store,
    {
      entityId: entity?.id,
      id: query.id,
      tracks: query.track?.length ? query.track : undefined,
      regions: query.region?.length ? query.region : undefined,
      connectionIds: query.connection?.length ? query.connection : undefined,
      sources: query.source?.length ? query.source : undefined,
      actors: query.actor?.length ? query.actor : undefined,
      order: query.order,
      from: query.from,
      to: query.to,
      withoutBaselines: entity === undefined,
    },
    { cursor: query.cursor, limit: query.limit ?? ROWS },
  );
  return {
    items: page.rows.map(describeChange),
    nextCursor: page.nextCursor,
    gaps: entity === undefined ? [] : await gapsFor(context, entity, query),
    watchedSince: entity === undefined || entity.read_began_at === 0 ? null : toIso(entity.first_seen_at),
  };
}
