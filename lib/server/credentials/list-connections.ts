import 'server-only';
import type { Connection, ConnectionList, SweepHealth } from '../../domain/connection.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import type { Standing } from '../standing.ts';
import { describeConnection } from './describe-connection.ts';

const LANES = ['disabled', 'high', 'findings', 'full'] as const;

/** What the door adds: the watcher's live state and the configured budget. */
export interface ConnectionsLive {
  watcher: Pick<Standing['watcher'], 'report'>;
  config: Pick<Standing['config'], 'sesRate' | 'sesShare'>;
}

/** Every connection that is not deleted, oldest first, from the store: no request to SES. */
export async function listConnections(context: Context, live: ConnectionsLive): Promise<ConnectionList> {
  authorise(context, 'connections.read');
  const { store, gateway } = context;
  const rows = await store.read
    .selectFrom('connections')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const counts = await countEntities(context);
  const items = await Promise.all(
    rows.map(async (row) =>
      describeConnection(row, {
        sweeps: live.watcher.report(row.id)?.sweeps ?? (await newestSweeps(context, row.id)),
        budget: gateway.get(row.id)?.budget() ?? null,
        rate: { ratePerSecond: live.config.sesRate, share: live.config.sesShare },
        entities: counts.get(row.id) ?? 0,
      }),
    ),
  );
  return { items };
}

/** @throws StandingError `connection-not-found`. */
export async function getConnection(context: Context, live: ConnectionsLive, id: string): Promise<Connection> {
  const { items } = await listConnections(context, live);
  const connection = items.find((item) => item.id === id);
  if (connection === undefined) throw notFound('connection', id);
  return connection;
}

async function countEntities({ store }: Context): Promise<Map<string, number>> {
  const rows = await store.read
    .selectFrom('entities')
    .select(({ fn }) => ['connection_id', fn.countAll<number | string>().as('count')])
    .where('deleted_at', 'is', null)
    .groupBy('connection_id')
    .execute();
  return new Map(rows.map((row) => [row.connection_id, Number(row.count)]));
}

/** Where the watcher is not running here, the store still says how far it got. */
async function newestSweeps({ store }: Context, connectionId: string): Promise<SweepHealth[]> {
  const finished = await store.read
    .selectFrom('sweeps')
    .select(['entities'])
    .where('connection_id', '=', connectionId)
    .where('lane', '=', 'full')
    .where('finished_at', 'is not', null)
    .orderBy('started_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const newest = LANES.map((lane) =>
    store.read
      .selectFrom('sweeps')
      .selectAll()
      .where('connection_id', '=', connectionId)
      .where('lane', '=', lane)
      .orderBy('started_at', 'desc')
      .limit(1)
      .executeTakeFirst(),
  );
  return (await Promise.all(newest)).flatMap((row, at) => {
    const lane = LANES[at];
    if (row === undefined || lane === undefined) return [];
    return {
      lane,
      startedAt: toIso(row.started_at),
      finishedAt: toIso(row.finished_at),
      pages: row.pages,
      entities: row.entities,
      progress:
        lane === 'full' && row.finished_at === null && finished !== undefined && finished.entities > 0
          ? Math.min(0.99, row.entities / finished.entities)
          : null,
      suspect: row.suspect !== 0,
    };
  });
}
