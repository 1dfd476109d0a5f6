import { expect, it } from 'vitest';
import type { Context } from '../context.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import { withStores } from '../store/testing/with-stores.ts';
import { keepAudit } from './keep-audit.ts';
import { tallyRefusals } from './tally-refusals.ts';
import { testAuditKeys } from './testing/test-audit-keys.ts';
import { verifyAudit } from './verify-audit.ts';

const START = Date.UTC(2026, 10, 23, 12);
const anonymous = { kind: 'anonymous' } as const;

function stage(store: Store) {
  let now = START;
  const said: object[] = [];
  const log = { info: (fields: object) => said.push(fields), error: () => undefined } as unknown as Log;
  const context: Pick<Context, 'store' | 'clock' | 'auditKeys' | 'log'> = {
    store,
    clock: { now: () => now },
    auditKeys: testAuditKeys,
    log,
  };
  const rows = () => store.read.selectFrom('audit').selectAll().orderBy('id').execute();
  return { context, said, rows, wait: (ms: number) => (now += ms) };
}

withStores('refusals', (stores) => {
  it('become one row a minute for each route, reason and network', async () => {
    const { context, rows, wait } = stage(await stores.open());
    const tally = tallyRefusals(context);
    const refusal = { principal: anonymous, route: 'GET /api/entities', code: 'not-signed-in', account: null } as const;
    for (let host = 1; host <= 50; host += 1) tally.note({ ...refusal, clientAddress: `192.0.2.${host}` });
    tally.note({ ...refusal, clientAddress: '198.51.100.7' });
    const guess = { ...refusal, route: 'POST /api/auth/sign-in/email', account: 'ada@example.com' };
    for (let host = 1; host <= 3; host += 1) tally.note({ ...guess, clientAddress: `192.0.2.${host}` });
    tally.note({ ...refusal, code: 'not-found', clientAddress: '192.0.2.1' });
    await tally.write();
    expect(await rows()).toEqual([]);
    wait(60_000);
    await tally.write();
    await tally.write();
    const written = await rows();
    expect(written.map((row) => [row.target, row.after_value, row.client_address, row.reason])).toEqual([
      ['GET /api/entities', 'not-signed-in', '192.0.2.0/24', '50 in the minute from 2026-11-23T12:00:00.000Z'],
      ['GET /api/entities', 'not-signed-in', '198.51.100.0/24', '1 in the minute from 2026-11-23T12:00:00.000Z'],
      ['ada@example.com', 'not-signed-in', '192.0.2.0/24', '3 in the minute from 2026-11-23T12:00:00.000Z'],
    ]);
  });

  it('from everywhere at once stay few rows, and none is lost count of', async () => {
    const { context, rows } = stage(await stores.open());
    const tally = tallyRefusals(context);
    for (let at = 0; at < 2000; at += 1) {
      const clientAddress = `10.${at >> 8}.${at & 255}.1`;
      tally.note({
        principal: anonymous,
        route: 'POST /api/acts',
        code: 'not-signed-in',
        account: null,
        clientAddress,
      });
    }
    await tally.write('all');
    const counts = (await rows()).map((row) => Number.parseInt(row.reason ?? '', 10));
    expect(counts.length).toBeLessThanOrEqual(501);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(2000);
  });

  it('are written when the server stops, with a checkpoint that the log names', async () => {
    const store = await stores.open();
    const { context, said, rows } = stage(store);
    const keeper = keepAudit(context);
    const route = 'POST /api/setup';
    keeper.refusals.note({
      principal: anonymous,
      route,
      code: 'invalid-set-up-token',
      account: null,
      clientAddress: null,
    });
    await keeper.stop();
    const [row] = await rows();
    expect(row).toMatchObject({ action: 'request.refused', client_address: 'unknown' });
    expect(said).toEqual([{ auditCheckpoint: `1:${row?.mac}` }]);
    expect((await verifyAudit(store, testAuditKeys)).fault).toBeNull();
  });
});
