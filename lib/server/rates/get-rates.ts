import 'server-only';
import { parseArn, tenantOf } from '../../domain/arn.ts';
import type { Rates, RatesQuery } from '../../domain/rates.ts';
import { RATE_METRICS, type MetricSeries, rateWindow, tellDays, tellTotal } from '../../domain/tell-rates.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { type EntityRow, findEntity } from '../entities/entity-row.ts';
import { accountFactsOf } from '../entities/read-facts.ts';
import { hasCode, isStandingError, notFound, type StandingError } from '../errors.ts';
import { type MetricAnswer, askForMetrics } from './ask-for-metrics.ts';

const DAYS = 30;
const NOTE =
  'These rates are computed here and are not SES’s own: SES judges a representative volume, and these figures leave out mail to several recipients.';

/**
 * Daily sends, deliveries, bounces and complaints of one sender, from SES's own metrics: asked for when somebody looks,
 * at most once in a quarter of an hour however many do.
 * @throws StandingError `entity-not-found`.
 */
export async function getRates(context: Context, query: RatesQuery): Promise<Rates> {
  authorise(context, 'entities.read');
  const row = await findEntity(context.store.read, query.arn);
  if (row === undefined) throw notFound('entity', query.arn);
  const window = rateWindow(context.clock.now(), query.days ?? DAYS);
  const nothing = { arn: row.arn, readAt: null, days: [], total: null, missing: [], reason: null, notes: [] };
  const tenant = tenantNameOf(row.arn);
  if (tenant === null) return { ...nothing, state: 'failed', reason: NO_TENANT };
  const off = whyOff(row);
  if (off !== null) return { ...nothing, state: 'off', reason: off };
  try {
    const answer = await askForMetrics(context, { connectionId: row.connection_id, tenant, days: query.days ?? DAYS });
    return { ...nothing, ...(await tell(context, row, answer, window)) };
  } catch (error) {
    if (!isStandingError(error)) throw error;
    return { ...nothing, state: hasCode(error, 'ses-access-denied') ? 'denied' : 'failed', reason: reasonOf(error) };
  }
}

const NO_TENANT = {
  code: 'invalid-input',
  message: 'SES counts by the name of a tenant, and this ARN names none.',
  iamAction: null,
};

/** What SES takes as one value of a dimension: a name that could be read as a list, or as "all", is not asked for. */
function tenantNameOf(arn: string): string | null {
  const parts = parseArn(arn);
  if (parts === null || parts.resourceType !== 'tenant') return null;
  const { tenantName } = tenantOf(parts);
  return /^[A-Za-z0-9_-]{1,64}$/.test(tenantName) ? tenantName : null;
}

function whyOff(row: EntityRow): Rates['reason'] {
  if (accountFactsOf(row.connection_facts)?.metricsEnabled !== false) return null;
  return {
    code: 'metrics-off',
    message:
      'Virtual Deliverability Manager is off in this account and Region, so SES keeps no figures by tenant. Once it is on, figures begin.',
    iamAction: null,
  };
}

async function tell(
  context: Context,
  row: EntityRow,
  { series, readAt }: MetricAnswer,
  window: { from: number; to: number },
) {
  const points = Object.fromEntries(series.map((one) => [one.metric, one.points])) as unknown as MetricSeries;
  const days = tellDays(points, window);
  const empty = series.every((one) => one.error === null && (one.points?.length ?? 0) === 0);
  const shared = await sharesItsName(context, row);
  return {
    state: 'read' as const,
    readAt: toIso(readAt),
    days,
    total: tellTotal(days),
    missing: series.flatMap(missingOf),
    notes: [
      ...(empty
        ? [
            'SES gave no figure for any of these days. Either nothing was sent, or its metrics are off; it does not say which.',
          ]
        : []),
      ...(shared
        ? ['SES counts by name: another tenant of this name, earlier or later, is in these figures too.']
        : []),
      NOTE,
    ],
  };
}

/** A query that failed inside an answer that came. */
function missingOf({ metric, points, error }: MetricAnswer['series'][number]): Rates['missing'] {
  if (points !== null) return [];
  const name = RATE_METRICS[metric as keyof typeof RATE_METRICS];
  if (error === null) return [{ metric: name, message: 'SES left it out of its answer.', iamAction: null }];
  if (error.code === 'ACCESS_DENIED') {
    return [{ metric: name, message: 'SES refused it: access denied.', iamAction: 'ses:BatchGetMetricData' }];
  }
  const said = error.message ?? error.code ?? 'no reason given';
  return [{ metric: name, message: `SES could not answer it: ${said}`, iamAction: null }];
}

async function sharesItsName({ store }: Context, row: EntityRow): Promise<boolean> {
  if (row.incarnation > 1) return true;
  const other = await store.read
    .selectFrom('entities')
    .select('id')
    .where('name', '=', row.name)
    .where('account', '=', row.account)
    .where('region', '=', row.region)
    .where('id', '!=', row.id)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

function reasonOf({ code, message, details }: StandingError): Rates['reason'] {
  return { code, message, iamAction: details.iamAction ?? null };
}
