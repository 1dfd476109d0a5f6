import 'server-only';
import { randomUUID } from 'node:crypto';
import type { SavedView, SaveView } from '../../domain/saved-view.ts';
import { VIEW_PAGES } from '../../domain/saved-view.ts';
import { authorise } from '../access/authorise.ts';
import { actorOf, recordAudit } from '../access/record-audit.ts';
import { roleMay } from '../../domain/access.ts';
import type { Context } from '../context.ts';
import { conflict, StandingError } from '../errors.ts';
import { announce } from '../store/announce.ts';

const MOST = 100;

/** Whose views these are: a person's, whichever door they come by; the demo has one visitor. */
function keeperOf({ principal }: Context): string {
  switch (principal.kind) {
    case 'user':
      return principal.id;
    case 'token':
      return principal.userId;
    case 'demo':
    case 'watcher':
    case 'command-line':
    case 'share-link':
    case 'anonymous':
      return principal.kind;
  }
}

/** One's own views and those that others shared, by name. A view is an address: it shows what its reader may see. */
export async function listViews(context: Context): Promise<{ items: SavedView[] }> {
  authorise(context, 'views.own');
  const keeper = keeperOf(context);
  const rows = await context.store.read
    .selectFrom('saved_views')
    .selectAll()
    .where((of) => of.or([of('owner_id', '=', keeper), of('shared', '=', 1)]))
    .orderBy('name')
    .orderBy('id')
    .limit(1000)
    .execute();
  return {
    items: rows.flatMap((row) => {
      const page = VIEW_PAGES.find((one) => one === row.page);
      if (page === undefined) return [];
      const { id, name, query } = row;
      return [{ id, name, page, query, shared: row.shared === 1, by: row.owner_name, own: row.owner_id === keeper }];
    }),
  };
}

/**
 * Keeps an address under a name; the same name replaces what it was.
 * @throws StandingError `not-permitted` for sharing below an operator, `conflict` for too many.
 */
export async function saveView(context: Context, input: SaveView): Promise<{ id: string }> {
  authorise(context, 'views.own');
  if (input.shared) authorise(context, 'views.share');
  const keeper = keeperOf(context);
  const id = randomUUID();
  return context.store.write(async (transaction) => {
    const own = await transaction
      .selectFrom('saved_views')
      .select(['id', 'name', 'page', 'query'])
      .where('owner_id', '=', keeper)
      .execute();
    const known = own.find(({ name, page }) => name === input.name && page === input.page);
    if (known === undefined && own.length >= MOST) {
      throw conflict(`You keep ${MOST} views. Remove one that you do not use any more.`);
    }
    const values = { query: input.query, shared: input.shared ? 1 : 0 };
    if (known) await transaction.updateTable('saved_views').set(values).where('id', '=', known.id).execute();
    else {
      await transaction
        .insertInto('saved_views')
        .values({
          id,
          name: input.name,
          page: input.page,
          owner_id: keeper,
          owner_name: actorOf(context.principal).principal_name,
          created_at: context.clock.now(),
          ...values,
        })
        .execute();
    }
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'view.save',
      target: known?.id ?? id,
      before: known ? `${known.page}?${known.query}` : null,
      after: `${input.name}: ${input.page}?${input.query}${input.shared ? ', shared' : ''}`,
    });
    await announce(transaction, { topic: 'views', connectionId: null, about: [] });
    return { id: known?.id ?? id };
  });
}

/**
 * Removes a view: one's own, or a shared one for whoever manages people.
 * @throws StandingError `not-found`, also for a view of somebody else.
 */
export async function removeView(context: Context, id: string): Promise<void> {
  authorise(context, 'views.own');
  const { principal } = context;
  const keeper = keeperOf(context);
  await context.store.write(async (transaction) => {
    const row = await transaction.selectFrom('saved_views').selectAll().where('id', '=', id).executeTakeFirst();
    const managesAll = principal.kind === 'user' && roleMay(principal.role, 'users.manage');
    if (row === undefined || !(row.owner_id === keeper || (row.shared === 1 && managesAll))) {
      throw new StandingError('not-found', 'No view of yours has this id.');
    }
    await transaction.deleteFrom('saved_views').where('id', '=', id).execute();
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'view.remove',
      target: id,
      before: `${row.name}: ${row.page}?${row.query}`,
    });
    await announce(transaction, { topic: 'views', connectionId: null, about: [] });
  });
}
