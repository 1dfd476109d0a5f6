import 'server-only';
import type { StartAct } from '../../domain/act.ts';
import { protectedReason, protectionWords } from '../../domain/entity-can.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { StandingError, notFound } from '../errors.ts';
import { expectedFor, requestedValueOf } from './act-value.ts';
import { beginRun } from './begin-run.ts';
import { storeAct } from './store-act.ts';

/**
 * Starts an act on one or many entities: commits it as an intent, then runs it in the background. Returns at once; the
 * outcome of each item is read with `getAct`.
 * @throws StandingError `entity-not-found` naming the ARNs that are not stored, `conflict` for a used key,
 *   `invalid-input` for a policy that is missing.
 */
export async function startAct(context: Context, input: StartAct): Promise<{ id: string }> {
  authorise(context, 'acts.start');
  const requested = requestedValueOf(input);
  const arns = [...new Set<string>(input.arns)];
  const entities = await entitiesOf(context, arns);
  const policy = input.act === 'set-policy' ? requested : null;
  const { id, isNew } = await storeAct(context, {
    act: input.act,
    policy,
    reason: input.reason,
    idempotencyKey: input.idempotencyKey,
    request: [input.act, policy, input.reason, arns, arns.map((arn) => expectedFor(input.expected, arn))],
    items: arns.map((arn, index) => ({
      entityId: (entities[index] as Known).id,
      arn,
      expected: expectedFor(input.expected, arn),
      requested,
      ...refusalFor(entities[index] as Known),
    })),
  });
  if (isNew) beginRun(context, id);
  return { id };
}

interface Known {
  id: number;
  protected_at: number | null;
  protected_by: string | null;
  protected_reason: string | null;
}

function refusalFor({ protected_at, protected_by, protected_reason }: Known): { refusal?: string } {
  if (protected_at === null) return {};
  const mark = protectionWords({ by: protected_by ?? '', reason: protected_reason });
  return { refusal: `${protectedReason(mark)} Nothing was written.` };
}

async function entitiesOf(context: Context, arns: string[]): Promise<Known[]> {
  const found = new Map<string, Known>();
  for (let from = 0; from < arns.length; from += 500) {
    const rows = await context.store.read
      .selectFrom('entities')
      .select(['arn', 'id', 'protected_at', 'protected_by', 'protected_reason'])
      .where('arn', 'in', arns.slice(from, from + 500))
      .execute();
    for (const row of rows) found.set(row.arn, row);
  }
  const missing = arns.filter((arn) => !found.has(arn));
  if (missing.length === 1) throw notFound('entity', missing[0] ?? '');
  if (missing.length > 1) {
    const named = missing.slice(0, 3).join(', ');
    throw new StandingError('entity-not-found', `${missing.length} of these are not known, among them ${named}.`);
  }
  return arns.map((arn) => found.get(arn) as Known);
}
