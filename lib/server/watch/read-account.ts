import 'server-only';
import { mergeFacts } from '../history/merge-facts.ts';
import type { Watched } from './watched.ts';

/** What `GetAccount` says (enforcement, quota, sandbox), once a sweep, in the lowest lane. */
export async function readAccount(watched: Watched): Promise<void> {
  const { value: account, endedAt } = await watched.ses.getAccount({ lane: 'full-sweep', signal: watched.signal });
  await watched.context.store.write(async (transaction) => {
    await watched.checkLease(transaction);
    await mergeFacts(transaction, watched.id, { account, accountReadAt: endedAt });
  });
}
