import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testAuditKeys } from '../../lib/server/audit/testing/test-audit-keys.ts';
import type { Context } from '../../lib/server/context.ts';
import { importStream } from '../../lib/server/imports/import-stream.ts';
import { createLog } from '../../lib/server/log.ts';
import { openStore } from '../../lib/server/store/open-store.ts';
import { makeConnection } from '../../lib/server/store/testing/make-entity.ts';
import { watchLoop } from './loop-monitor.ts';
import { report } from './report.ts';

const EVENTS = 400_000;
const SENDERS = 10_000;
const ACCOUNT = '111122223333';
const DAY = 86_400_000;

/** One line: each sender stops and starts again and again over ninety days, all of them mixed as an archive has them. */
function lineOf(index: number, begin: number): string {
  const sender = (index * 7919) % SENDERS;
  const time = new Date(begin + Math.floor((index / EVENTS) * 89 * DAY));
  const isStop = Math.floor(index / SENDERS) % 2 === 0;
  const at = [
    time.getUTCFullYear(),
    time.getUTCMonth() + 1,
    time.getUTCDate(),
    time.getUTCHours(),
    time.getUTCMinutes(),
  ];
  return `${JSON.stringify({
    version: '0',
    id: `3cc76530-9842-03a9-fdef-${String(index).padStart(12, '0')}`,
    'detail-type': isStop ? 'Sending Status Disabled' : 'Sending Status Enabled',
    source: 'aws.ses',
    account: ACCOUNT,
    time: time.toISOString(),
    region: 'us-east-1',
    resources: [`arn:aws:ses:us-east-1:${ACCOUNT}:tenant/tenant-${sender}/tn-${sender}`],
    detail: {
      version: '1.0.0',
      data: {
        origin: 'CUSTOMER_MANAGED',
        record: {
          status: isStop ? 'DISABLED' : 'ENABLED',
          cause: 'Status manually updated.',
          lastUpdatedTimestamp: [...at, time.getUTCSeconds(), time.getUTCMilliseconds() * 1_000_000],
        },
      },
    },
  })}\n`;
}

async function* chunks(begin: number): AsyncGenerator<string> {
  let chunk = '';
  for (let index = 0; index < EVENTS; index += 1) {
    chunk += lineOf(index, begin);
    if (chunk.length < 256 * 1024) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** Seconds of this thread, and of all. */
function cpu(): { own: number; all: number } {
  const [own, all] = [process.threadCpuUsage(), process.cpuUsage()];
  return { own: (own.user + own.system) / 1e6, all: (all.user + all.system) / 1e6 };
}

const residentMiB = () => process.memoryUsage().rss / 1024 / 1024;

/** A file of 400,000 events over 10,000 senders into SQLite as shipped: how fast, with how much memory; then again. */
export default async function benchImport(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'standing-bench-'));
  const log = createLog('warn');
  const store = await openStore({ dataDir }, log);
  const given = {
    log,
    clock: { now: () => Date.now() },
    auditKeys: testAuditKeys,
    principal: { kind: 'command-line' },
  };
  const context = { ...given, store, requestId: null, clientAddress: null } as unknown as Context;
  const begin = Date.now() - 90 * DAY;
  try {
    await store.write(async (transaction) => {
      const connection = makeConnection({ account: ACCOUNT, partition: 'aws' });
      await transaction.insertInto('connections').values(connection).execute();
    });
    const loop = watchLoop();
    const memory: number[] = [];
    loop.read();
    const cpuBefore = cpu();
    let startedAt = performance.now();
    let linesAt = startedAt;
    const first = await importStream(
      context,
      { name: 'bench', bytes: null, fingerprint: 'first' },
      chunks(begin),
      (moved) => {
        linesAt = performance.now();
        if (moved.lines >= (EVENTS / 4) * (memory.length + 1)) memory.push(residentMiB());
      },
    );
    const seconds = (performance.now() - startedAt) / 1000;
    const stall = loop.read();
    if (first.counts.taken !== EVENTS) throw new Error(`Only ${first.counts.taken} were taken.`);
    report({
      name: 'events a second, with what they tell folded',
      value: EVENTS / seconds,
      unit: '/s',
      goal: 20_000,
      atLeast: true,
    });
    report({ name: '  until the last line was in', value: EVENTS / ((linesAt - startedAt) / 1000), unit: '/s' });
    const used = cpu();
    report({
      name: '  CPU of this thread an event (making the event included)',
      value: ((used.own - cpuBefore.own) * 1e6) / EVENTS,
      unit: 'µs',
    });
    report({
      name: '  CPU of the whole process an event',
      value: ((used.all - cpuBefore.all) * 1e6) / EVENTS,
      unit: 'µs',
    });
    const [quarter = 0, half = 0] = memory;
    report({ name: 'resident memory at a quarter', value: quarter, unit: 'MiB' });
    report({ name: 'resident memory at half', value: half, unit: 'MiB' });
    report({ name: 'resident memory at the end', value: residentMiB(), unit: 'MiB', control: quarter, goal: 1.25 });
    report({ name: 'longest stall of the loop meanwhile', value: stall.longest, unit: 'ms' });
    report({ name: '  CPU of this thread between two ticks', value: stall.mostCpu, unit: 'ms' });
    startedAt = performance.now();
    const again = await importStream(
      context,
      { name: 'bench', bytes: null, fingerprint: 'again' },
      chunks(begin),
      () => undefined,
    );
    if (again.counts.known !== EVENTS) throw new Error(`${again.counts.known} were known.`);
    report({
      name: 'the same file again, events a second',
      value: EVENTS / ((performance.now() - startedAt) / 1000),
      unit: '/s',
    });
  } finally {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
