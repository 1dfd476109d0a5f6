import 'server-only';
import type { Context } from '../context.ts';
import { deniedWritesOf, mergeFacts } from '../history/merge-facts.ts';

/** Keeps which writes SES refuses to a connection's credential, so that they are shown disabled before they are tried. */
export async function noteWrite(
  { store }: Pick<Context, 'store'>,
  connectionId: string,
  iamAction: string,
  result: 'passed' | 'denied',
): Promise<void> {
  const row = await store.read
    .selectFrom('connections')
    .select('facts')
    .where('id', '=', connectionId)
    .executeTakeFirst();
  if (row === undefined) return;
  const known = deniedWritesOf(row.facts);
  if (known.includes(iamAction) === (result === 'denied')) return;
  const deniedWrites = result === 'denied' ? [...known, iamAction] : known.filter((one) => one !== iamAction);
  await store.write((transaction) => mergeFacts(transaction, connectionId, { deniedWrites }));
}
