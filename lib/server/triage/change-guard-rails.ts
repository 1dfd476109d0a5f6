import 'server-only';
import type { GuardRails } from '../../domain/guard-rails.ts';
import { authorise } from '../access/authorise.ts';
import { recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { announce } from '../store/announce.ts';
import { putSetting } from '../store/put-setting.ts';
import { GUARD_RAILS_KEY, readGuardRails } from './read-guard-rails.ts';

/** Sets the guard rails as a whole; in force from the next item of every act on. */
export async function changeGuardRails(context: Context, rails: GuardRails): Promise<void> {
  authorise(context, 'guard-rails.manage');
  await context.store.write(async (transaction) => {
    const before = await readGuardRails(transaction);
    await putSetting(transaction, GUARD_RAILS_KEY, JSON.stringify(rails));
    await announce(transaction, { topic: 'rules', connectionId: null, about: [] });
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'guard-rails.change',
      target: null,
      before: JSON.stringify(before),
      after: JSON.stringify(rails),
    });
  });
}
