import 'server-only';
import { RATE_METRIC_NAMES, rateWindow } from '../../domain/tell-rates.ts';
import type { Context } from '../context.ts';
import { reachConnection } from '../entities/reach-connection.ts';
import type { SesMetricSeries } from '../ses/gateway.ts';
import { sharedMemory } from '../shared-memory.ts';

/** The figures are daily, so they hardly move. */
const ASK_AGAIN_AFTER_MS = 15 * 60_000;
/** A refusal may be mended at any moment; an answer with holes may be whole the next time. */
const ASK_AGAIN_AFTER_FAILURE_MS = 30_000;
const GIVE_UP_AFTER_MS = 15_000;
const KEPT = 500;

export interface MetricAnswer {
  series: SesMetricSeries[];
  /** When SES answered, epoch ms. */
  readAt: number;
}

interface Ask {
  until: number;
  answer: Promise<MetricAnswer>;
}

/**
 * Asks SES for the daily figures of a tenant, once however many look, and keeps the answer for a while.
 * @throws StandingError of the gateway, or `connection-not-found`.
 */
export function askForMetrics(
  context: Context,
  { connectionId, tenant, days }: { connectionId: string; tenant: string; days: number },
): Promise<MetricAnswer> {
  const asks = sharedMemory(context.store, 'metric-asks', () => new Map<string, Ask>());
  const key = `${connectionId} ${tenant} ${days}`;
  const now = context.clock.now();
  const known = asks.get(key);
  if (known !== undefined && now < known.until) return known.answer;
  const ask: Ask = { until: now + ASK_AGAIN_AFTER_MS, answer: askNow(context, connectionId, tenant, days) };
  const soon = () => (ask.until = context.clock.now() + ASK_AGAIN_AFTER_FAILURE_MS);
  ask.answer.then(({ series }) => series.some(({ points }) => points === null) && soon(), soon);
  asks.delete(key);
  asks.set(key, ask);
  const [oldest] = asks.size > KEPT ? asks.keys() : [];
  if (oldest !== undefined) asks.delete(oldest);
  return ask.answer;
}

async function askNow(context: Context, connectionId: string, tenantName: string, days: number): Promise<MetricAnswer> {
  const ses = await reachConnection(context, connectionId);
  const window = rateWindow(context.clock.now(), days);
  const { value, endedAt } = await ses.tenantMetrics(
    { tenantName, metrics: RATE_METRIC_NAMES, ...window },
    { lane: 'open-entity', signal: AbortSignal.timeout(GIVE_UP_AFTER_MS) },
  );
  return { series: value, readAt: endedAt };
}
