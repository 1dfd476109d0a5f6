import 'server-only';
import type { EntityListQuery } from '../../domain/entity.ts';
import { STANDING_LABEL, policyNameOf } from '../../domain/vocabulary.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { listEntitiesAt } from '../store/list-entities-at.ts';
import { listEntities as pageOfEntities } from '../store/list-entities.ts';
import { type EntityCore, entityCore } from './entity-row.ts';
import { resolveFilter } from './resolve-filter.ts';
import { csvLine } from './write-csv.ts';

const ROWS_AT_ONCE = 500;

const COLUMNS: Record<string, (entity: EntityCore) => string | null> = {
  name: (entity) => entity.name,
  arn: (entity) => entity.arn,
  account: (entity) => entity.account,
  region: (entity) => entity.region,
  connection: (entity) => entity.connectionLabel,
  standing: (entity) => STANDING_LABEL[entity.standing],
  sendingStatusAggregate: (entity) => entity.sendingStatusAggregate,
  customerManagedStatus: (entity) => entity.customerManagedStatus?.status ?? null,
  customerManagedCause: (entity) => entity.customerManagedStatus?.cause ?? null,
  customerManagedLastUpdatedAt: (entity) => entity.customerManagedStatus?.lastUpdatedAt ?? null,
  awsSesManagedStatus: (entity) => entity.awsSesManagedStatus?.status ?? null,
  awsSesManagedCause: (entity) => entity.awsSesManagedStatus?.cause ?? null,
  awsSesManagedLastUpdatedAt: (entity) => entity.awsSesManagedStatus?.lastUpdatedAt ?? null,
  reputationImpact: (entity) => entity.reputationImpact,
  policy: (entity) => policyNameOf(entity.reputationManagementPolicy),
  since: (entity) => entity.since.at,
  sinceIsAtLeast: (entity) => (entity.since.atLeast ? 'yes' : 'no'),
  readAt: (entity) => entity.readAt,
  deletedAt: (entity) => entity.deletedAt,
  customer: (entity) => entity.label?.name ?? null,
  customerNumber: (entity) => entity.label?.customerNumber ?? null,
  contact: (entity) => entity.label?.contact ?? null,
  link: (entity) => entity.label?.link ?? null,
  protected: (entity) => (entity.protection === null ? 'no' : 'yes'),
};

/**
 * Everything that matches a filter as CSV (with `at`: as it stood then), page by page as fast as it is taken. The first page is read before it
 * returns, so that a refusal is a refusal and not half a file.
 */
export async function exportEntities(context: Context, query: EntityListQuery): Promise<ReadableStream<Uint8Array>> {
  authorise(context, 'entities.read');
  const filter = resolveFilter(query);
  const sort = query.sort ?? 'worst';
  const { at, known = 'then' } = query;
  const read = async (cursor?: string) => {
    const request = { filter, sort, cursor, limit: ROWS_AT_ONCE };
    if (at === undefined) return pageOfEntities(context.store, request);
    const page = await listEntitiesAt(context.store, request, { at, known });
    return { ...page, rows: page.rows.map(({ row }) => row) };
  };
  const encoder = new TextEncoder();
  let page = await read();
  let head = csvLine(Object.keys(COLUMNS));
  return new ReadableStream({
    async pull(controller) {
      const lines = page.rows.map((row) => {
        const core = entityCore(row);
        return csvLine(Object.values(COLUMNS).map((column) => column(core)));
      });
      controller.enqueue(encoder.encode(head + lines.join('')));
      head = '';
      if (page.nextCursor === null) controller.close();
      else page = await read(page.nextCursor);
    },
  });
}
