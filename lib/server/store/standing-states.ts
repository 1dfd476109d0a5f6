import 'server-only';
import type { StandingWords } from '../../domain/fold-standing.ts';
import { severityOf, standingOf } from '../../domain/vocabulary.ts';
import type { WriteTransaction } from './store.ts';

export const keyOfWords = (words: StandingWords): string =>
  JSON.stringify([words.aggregate, words.customer, words.aws, words.impact, words.policy, words.deleted ? 1 : 0]);

/** The rows of `standing_states` for these words, by `keyOfWords`; those that are new are stored. */
export async function findStateIds(
  transaction: WriteTransaction,
  all: readonly StandingWords[],
): Promise<Map<string, number>> {
  const words = new Map(all.map((each) => [keyOfWords(each), each]));
  if (words.size === 0) return new Map();
  const known = await transaction
    .selectFrom('standing_states')
    .select(['id', 'key'])
    .where('key', 'in', [...words.keys()])
    .execute();
  const ids = new Map(known.map((row) => [row.key, row.id]));
  const fresh = [...words].filter(([key]) => !ids.has(key));
  if (fresh.length === 0) return ids;
  const added = await transaction
    .insertInto('standing_states')
    .values(fresh.map(([key, each]) => rowOf(key, each)))
    .returning(['id', 'key'])
    .execute();
  for (const row of added) ids.set(row.key, row.id);
  return ids;
}

function rowOf(key: string, { aggregate, customer, aws, impact, policy, deleted }: StandingWords) {
  const standing = standingOf({ sendingStatusAggregate: aggregate, customerStatus: customer, awsSesStatus: aws });
  return {
    key,
    aggregate,
    customer,
    aws,
    impact,
    policy,
    deleted: deleted ? 1 : 0,
    standing,
    severity: severityOf(standing, impact),
  };
}
