import 'server-only';
import type { EntityArn } from '../../domain/arn.ts';
import type { CaseAnswer } from '../../domain/triage-case.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { notFound } from '../errors.ts';
import { describeCase, describeStep, factsOf } from './case-row.ts';

const MOST_STEPS = 500;

/**
 * The case of one sender with its steps, newest first.
 * @throws StandingError `entity-not-found`.
 */
export async function getCase(context: Context, { arn }: { arn: EntityArn }): Promise<CaseAnswer> {
  authorise(context, 'cases.read');
  const { store, clock } = context;
  const entity = await store.read
    .selectFrom('entities')
    .select(['id', 'name'])
    .where('arn', '=', arn)
    .executeTakeFirst();
  if (entity === undefined) throw notFound('entity', arn);
  const [row, steps] = await Promise.all([
    store.read.selectFrom('cases').selectAll().where('entity_id', '=', entity.id).executeTakeFirst(),
    store.read
      .selectFrom('case_steps')
      .selectAll()
      .where('entity_id', '=', entity.id)
      .orderBy('id', 'desc')
      .limit(MOST_STEPS)
      .execute(),
  ]);
  return {
    arn,
    name: entity.name,
    case: describeCase(factsOf(row), row?.updated_at ?? null, clock.now()),
    steps: steps.map(describeStep),
  };
}
