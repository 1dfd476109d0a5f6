import 'server-only';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import { authorise } from './authorise.ts';
import { recordAudit } from './record-audit.ts';

/** Makes an unused link worthless. @throws StandingError `not-found` where it was used, withdrawn or never made. */
export async function withdrawLink(context: Context, id: string): Promise<void> {
  authorise(context, 'users.manage');
  await context.store.write(async (transaction) => {
    const row = await transaction
      .updateTable('access_links')
      .set({ ended_at: context.clock.now() })
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .returning(['email', 'kind'])
      .executeTakeFirst();
    if (row === undefined) throw new StandingError('not-found', 'No link is waiting under this id.');
    await recordAudit(transaction, context, { kind: 'act', action: `user.withdraw-${row.kind}`, target: row.email });
  });
}
