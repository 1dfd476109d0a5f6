import 'server-only';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import { classifyImpact } from '../../domain/vocabulary.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import type { LiveHub, Metrics } from '../standing.ts';
import { countEntities, sumBy } from '../store/count-entities.ts';

/**
 * Figures for Prometheus. Labels are Regions, connections and closed sets of words: no sender is ever named, so there are
 * as many series with a million senders as with ten. Nothing is collected until somebody asks.
 */
export function openMetrics(live: Pick<LiveHub, 'figures'>): Metrics {
  let process: Registry | null = null;
  return {
    type: Registry.PROMETHEUS_CONTENT_TYPE,
    async collect(context) {
      authorise(context, 'metrics.read');
      if (process === null) {
        process = new Registry();
        collectDefaultMetrics({ register: process, prefix: 'standing_' });
      }
      // Made anew each time, because each may be asked by somebody who sees other connections.
      const own = new Registry();
      await Promise.all([addSenders(own, context), addConnections(own, context), addMessages(own, context)]);
      addStreams(own, live);
      return `${await own.metrics()}\n${await process.metrics()}`;
    },
  };
}

function gauge<T extends string>(registry: Registry, name: string, help: string, labelNames: readonly T[]): Gauge<T> {
  return new Gauge({ name: `standing_${name}`, help, labelNames, registers: [registry] });
}

async function addSenders(registry: Registry, { store }: Context): Promise<void> {
  const { groups, deleted } = await countEntities(store);
  const byStanding = gauge(registry, 'senders', 'Senders by how they stand all in all.', ['region', 'standing']);
  for (const [key, count] of sumBy(groups, ({ region, standing }) => `${region} ${standing}`)) {
    const [region = '', standing = ''] = key.split(' ');
    byStanding.set({ region, standing }, count);
  }
  const byImpact = gauge(registry, 'senders_impact', 'Senders by reputation impact.', ['region', 'impact']);
  for (const [key, count] of sumBy(groups, ({ region, impact }) => `${region} ${classifyImpact(impact)}`)) {
    const [region = '', impact = ''] = key.split(' ');
    byImpact.set({ region, impact }, count);
  }
  gauge(registry, 'senders_deleted', 'Senders that SES no longer has; their history stays.', []).set(deleted);
}

async function addConnections(registry: Registry, { store, gateway, clock }: Context): Promise<void> {
  const labels = ['connection', 'region'] as const;
  const rows = await store.read
    .selectFrom('connections')
    .select(['id', 'region', 'state'])
    .where('deleted_at', 'is', null)
    .execute();
  const sweeps = await store.read
    .selectFrom('sweeps')
    .select(['connection_id'])
    .select((of) => of.fn.max('finished_at').as('at'))
    .where('lane', '=', 'full')
    .groupBy('connection_id')
    .execute();
  const reading = gauge(registry, 'connection_reading', '1 while the connection is read; 0: blind.', labels);
  const age = gauge(registry, 'sweep_age_seconds', 'Since the last full sweep ended; absent before the first.', labels);
  const used = gauge(registry, 'ses_requests_last_minute', 'Requests to SES in the last minute.', labels);
  const rate = gauge(registry, 'ses_rate_per_second', 'Requests a second that may be used.', labels);
  const foreign = gauge(
    registry,
    'ses_foreign_throttles_last_minute',
    'Throttles that traffic of others caused.',
    labels,
  );
  const waiting = gauge(registry, 'ses_requests_waiting', 'Requests that wait for their turn.', labels);
  for (const { id, region, state } of rows) {
    const of = { connection: id, region };
    reading.set(of, state === 'reading' ? 1 : 0);
    const at = sweeps.find((sweep) => sweep.connection_id === id)?.at ?? null;
    if (at !== null) age.set(of, Math.max(0, (clock.now() - at) / 1000));
    const budget = gateway.get(id)?.budget();
    if (budget === undefined) continue;
    used.set(of, budget.usedLastMinute);
    rate.set(of, budget.ratePerSecond);
    foreign.set(of, budget.foreignThrottlesLastMinute);
    waiting.set(
      of,
      Object.values(budget.waiting).reduce((sum, count) => sum + count, 0),
    );
  }
}

async function addMessages(registry: Registry, { store }: Context): Promise<void> {
  const rows = await store.read
    .selectFrom('webhook_messages')
    .select('state')
    .select((of) => of.fn.countAll<number>().as('count'))
    .groupBy('state')
    .execute();
  const messages = gauge(registry, 'webhook_messages', 'Messages of the last thirty days by their state.', ['state']);
  for (const state of ['waiting', 'delivered', 'given-up']) {
    messages.set({ state }, rows.find((row) => row.state === state)?.count ?? 0);
  }
}

function addStreams(registry: Registry, live: Pick<LiveHub, 'figures'>): void {
  const { streams, messages, slow } = live.figures();
  gauge(registry, 'streams', 'Open streams to pages and programs.', []).set(streams);
  const counter = (name: string, help: string, value: number) =>
    new Counter({ name: `standing_${name}`, help, registers: [registry] }).inc(value);
  counter('stream_messages_total', 'Messages put into streams since the start.', messages);
  counter('streams_slow_total', 'Streams cut since the start because nobody read them.', slow);
}
