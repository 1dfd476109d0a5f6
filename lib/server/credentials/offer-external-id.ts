import 'server-only';
import { randomUUID } from 'node:crypto';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import type { WriteTransaction } from '../store/store.ts';

const KEY = 'external-id:';
/** Long enough to have a role made in another department. */
const KEPT_MS = 30 * 86_400_000;

/**
 * Makes an ExternalId for a role's trust policy, before the connection can work. Standing makes it, nobody chooses it:
 * one that the owner of a role could choose would protect nobody.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export async function offerExternalId(context: Context): Promise<{ externalId: string }> {
  authorise(context, 'connections.manage');
  const externalId = `standing-${randomUUID()}`;
  const now = context.clock.now();
  await context.store.write(async (transaction) => {
    const offered = await transaction.selectFrom('settings').selectAll().where('key', 'like', `${KEY}%`).execute();
    const old = offered.filter((row) => Number(row.value) < now - KEPT_MS).map((row) => row.key);
    if (old.length > 0) await transaction.deleteFrom('settings').where('key', 'in', old).execute();
    await transaction
      .insertInto('settings')
      .values({ key: `${KEY}${externalId}`, value: String(now) })
      .execute();
  });
  return { externalId };
}

/** Uses an offered ExternalId up. @throws StandingError `invalid-input` for one that Standing did not offer. */
export async function takeExternalId(transaction: WriteTransaction, externalId: string): Promise<void> {
  const taken = await transaction
    .deleteFrom('settings')
    .where('key', '=', `${KEY}${externalId}`)
    .returning('key')
    .executeTakeFirst();
  if (taken === undefined) throw unknownExternalId();
}

/** The same question before AWS is asked. */
export async function checkOffered({ store }: Pick<Context, 'store'>, externalId: string): Promise<void> {
  const key = `${KEY}${externalId}`;
  const row = await store.read.selectFrom('settings').select('key').where('key', '=', key).executeTakeFirst();
  if (row === undefined) throw unknownExternalId();
}

function unknownExternalId(): StandingError {
  const message = 'takes an ExternalId that Standing made and no connection uses yet';
  return new StandingError('invalid-input', `externalId: ${message}.`, { fields: [{ field: 'externalId', message }] });
}
