import 'server-only';
import type { ActName } from '../../domain/act-names.ts';
import type { Expectation } from '../../domain/predict-act.ts';
import type { SeenQuestion } from '../../domain/seen-before.ts';
import type { Context } from '../context.ts';
import { seenBefore } from '../history/seen-before.ts';

/** More accounts than this are not told one by one. */
const MOST_ACCOUNTS = 3;

/**
 * What the accounts concerned have shown before, where SES documents no outcome of this act.
 * @param open findings that are open on those that would change; null: not known.
 */
export async function expectAsSeen(
  context: Context,
  act: ActName,
  open: number | null,
  connectionIds: readonly string[],
): Promise<Expectation[]> {
  const question = questionOf(act, open);
  if (question === null || connectionIds.length === 0) return [];
  const rows = await context.store.read
    .selectFrom('connections')
    .select('account')
    .where('id', 'in', connectionIds)
    .execute();
  const accounts = [...new Set(rows.flatMap(({ account }) => account ?? []))];
  if (accounts.length > MOST_ACCOUNTS) return [];
  const seen = await Promise.all(accounts.map((account) => seenBefore(context, { question, account })));
  return seen.map(({ account, sentence }) => ({
    text: accounts.length === 1 ? sentence : `Account ${account}: ${sentence}`,
    documented: false,
  }));
}

function questionOf(act: ActName, open: number | null): SeenQuestion | null {
  if (act === 'reinstate') return 'reinstated-without-findings';
  return act === 'enable' && open !== 0 ? 'enable-with-open-findings' : null;
}
