import 'server-only';
import * as z from 'zod/mini';
import type { Resources } from '../../domain/resources.ts';
import type { Standing } from '../../domain/vocabulary.ts';
import type { Context } from '../context.ts';
import type { EntityRow } from '../entities/entity-row.ts';

type Sharers = Pick<Resources['items'][number]['shared'], 'count' | 'tenants'>;

const MOST_SHOWN = 20;
/** A statement takes this many names at once. */
const MOST_LOOKED_UP = 2_000;
const tenantsSchema = z.array(z.tuple([z.string(), z.nullable(z.string())]));

/**
 * Which other tenants use the same resources, by resource, worst first where Standing holds them. A tenant on another
 * connection than those somebody may see is named by SES's answer alone, without how it stands.
 */
export async function sharersOf(
  { store }: Context,
  row: EntityRow,
  resources: readonly { arn: string; tenants: string | null }[],
): Promise<Map<string, Sharers>> {
  const listed = resources.flatMap(({ arn, tenants }) =>
    tenants === null ? [] : [[arn, othersIn(tenantsSchema.parse(JSON.parse(tenants)), row)] as const],
  );
  const names = [...new Set(listed.flatMap(([, others]) => others.map(([name]) => name)))].slice(0, MOST_LOOKED_UP);
  const held =
    names.length === 0
      ? []
      : await store.read
          .selectFrom('entities')
          .select(['arn', 'name', 'tenant_id', 'standing', 'severity', 'aggregate'])
          .where('account', '=', row.account)
          .where('region', '=', row.region)
          .where('deleted_at', 'is', null)
          .where('name', 'in', names)
          .execute();
  const byName = Map.groupBy(held, ({ name }) => name);
  return new Map(
    listed.map(([arn, others]) => {
      const known = others.map(([name, id]) => {
        const one = byName.get(name)?.find(({ tenant_id }) => id === null || tenant_id === null || tenant_id === id);
        return { name, one };
      });
      const worst = known.toSorted((a, b) => (b.one?.severity ?? -1) - (a.one?.severity ?? -1));
      return [
        arn,
        {
          count: others.length,
          tenants: worst.slice(0, MOST_SHOWN).map(({ name, one }) => ({
            name,
            arn: one?.arn ?? null,
            standing: (one?.standing as Standing | undefined) ?? null,
            sendingStatusAggregate: one?.aggregate ?? null,
          })),
        },
      ];
    }),
  );
}

function othersIn(tenants: z.infer<typeof tenantsSchema>, row: EntityRow) {
  return tenants.filter(
    ([name, id]) => name !== row.name || (id !== null && row.tenant_id !== null && id !== row.tenant_id),
  );
}
