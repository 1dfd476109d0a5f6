import 'server-only';
import { parseArn } from '../../domain/arn.ts';
import type { Context } from '../context.ts';
import { notFound, StandingError } from '../errors.ts';
import type { WriteTransaction } from '../store/store.ts';

export interface Pin {
  account: string;
  partition: string;
}

/** The account and partition that ARNs name; null where there are none, or none that parses. */
export function pinOf(arns: Iterable<string>): Pin | null {
  for (const arn of arns) {
    const parts = parseArn(arn);
    if (parts) return { account: parts.account, partition: parts.partition };
  }
  return null;
}

/**
 * Before anything is applied: a connection is pinned to one account and partition, by STS or by the ARNs of its first
 * answer. Pins it when it is not yet.
 * @throws StandingError `wrong-account` when the answer is another account's; the caller then changes nothing.
 */
export async function checkAccount(
  transaction: WriteTransaction,
  connectionId: string,
  pins: Iterable<Pin>,
  now: number,
): Promise<void> {
  const connection = await transaction
    .selectFrom('connections')
    .select(['label', 'account', 'partition'])
    .where('id', '=', connectionId)
    .where('deleted_at', 'is', null)
    .executeTakeFirst();
  if (!connection) throw notFound('connection', connectionId);
  let pinned = connection.account === null ? null : { account: connection.account, partition: connection.partition };
  for (const pin of pins) {
    if (pinned === null) {
      pinned = pin;
      await transaction
        .updateTable('connections')
        .set({ account: pin.account, partition: pin.partition, updated_at: now })
        .where('id', '=', connectionId)
        .execute();
    }
    if (pinned.account !== pin.account || (pinned.partition !== null && pinned.partition !== pin.partition)) {
      throw wrongAccount(connection.label, pinned.account, pin.account);
    }
  }
}

function wrongAccount(label: string, pinned: string, answered: string): StandingError {
  return new StandingError(
    'wrong-account',
    `Account ${answered} answered on the connection ${label}, which is pinned to account ${pinned}: nothing was changed and reading has stopped; give it a key of account ${pinned}, or connect account ${answered} by itself.`,
  );
}

/** Keeps on the connection that another account answered; reading stops until it is given another credential. */
export async function recordWrongAccount(
  { store, clock }: Pick<Context, 'store' | 'clock'>,
  connectionId: string,
  error: StandingError,
): Promise<void> {
  const now = clock.now();
  await store.write(async (transaction) => {
    await transaction
      .updateTable('connections')
      .set((column) => ({
        state: 'wrong-account',
        reason: JSON.stringify({ code: error.code, message: error.message }),
        unread_since: column.fn.coalesce('unread_since', column.val(now)),
        updated_at: now,
      }))
      .where('id', '=', connectionId)
      .execute();
  });
}
