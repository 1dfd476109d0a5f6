import 'server-only';
import type { ArnParts } from '../../domain/arn.ts';
import { StandingError } from '../errors.ts';
import type { ReadDatabase } from '../store/store.ts';

/**
 * The connection that reads this ARN's account and Region. One that is not pinned to an account yet may be asked too.
 * @throws StandingError `connection-not-found`, naming both.
 */
export async function findConnection(database: ReadDatabase, arn: ArnParts): Promise<string> {
  const rows = await database
    .selectFrom('connections')
    .select(['id', 'account', 'paused'])
    .where('region', '=', arn.region)
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .execute();
  const own = rows.find((row) => row.account === arn.account) ?? rows.find((row) => row.account === null);
  if (own === undefined) {
    throw new StandingError(
      'connection-not-found',
      `No connection reads account ${arn.account} in Region ${arn.region}. Add one under Settings, Connections.`,
    );
  }
  return own.id;
}
