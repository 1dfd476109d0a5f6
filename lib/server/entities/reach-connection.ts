import 'server-only';
import type { Context } from '../context.ts';
import { credentialOf } from '../credentials/open-credential.ts';
import { StandingError, notFound } from '../errors.ts';
import { pageSizesOf } from '../history/merge-facts.ts';
import type { SesConnection } from '../ses/gateway.ts';
import { sharedMemory } from '../shared-memory.ts';

/**
 * The way to SES of a connection. The watcher opens them; where it does not run (it has only just started, or another
 * process of the same database watches) it is opened here, once.
 * @throws StandingError `connection-not-found`, `ses-unreachable` (paused), `wrong-account`, `credentials-unreadable`.
 */
export async function reachConnection(context: Context, id: string): Promise<SesConnection> {
  const open = context.gateway.get(id);
  if (open !== undefined) return open;
  const opening = sharedMemory(context.store, 'opening', () => new Map<string, Promise<SesConnection>>());
  const known = opening.get(id);
  if (known !== undefined) return known;
  const promise = openIt(context, id).finally(() => opening.delete(id));
  opening.set(id, promise);
  return promise;
}

async function openIt(context: Context, id: string): Promise<SesConnection> {
  const row = await context.store.read
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (row === undefined) throw notFound('connection', id);
  if (row.paused !== 0) {
    throw new StandingError('ses-unreachable', 'Its connection is paused, so SES was not asked. Resume it first.');
  }
  if (row.state === 'wrong-account') {
    throw new StandingError('wrong-account', 'Another account answered on its connection, so SES was not asked.');
  }
  const credential = await credentialOf(context.vault, row);
  const { region, account } = row;
  return (
    context.gateway.get(id) ??
    context.gateway.open({ id, region, account, credential, pageSizes: pageSizesOf(row.facts) })
  );
}
