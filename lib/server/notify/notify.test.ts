import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { testAuditKeys } from '../audit/testing/test-audit-keys.ts';
import type { Context } from '../context.ts';
import type { Vault } from '../credentials/vault.ts';
import type { Store } from '../store/store.ts';
import { makeChange } from '../store/testing/make-change.ts';
import { makeConnection, makeEntity } from '../store/testing/make-entity.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { deliverMessage, dueMessages } from './deliver-message.ts';
import { gatherMessage } from './gather-message.ts';
import { listNotifications } from './list-notifications.ts';
import { postWebhook } from './post-webhook.ts';
import { refusalOfAddress } from './private-addresses.ts';
import { removeWebhook } from './remove-webhook.ts';
import { setWebhook } from './set-webhook.ts';
import { testWebhook } from './test-webhook.ts';

const BASE = 'https://standing.test';
/** The real one is tested by itself; this says only that the text is not the secret. */
const vault: Vault = {
  kid: 'k',
  seal: async (_, text) => Buffer.from(text).toString('base64'),
  open: async (_, sealed) => Buffer.from(sealed, 'base64').toString(),
};
let store: Store;
let now: number;
let context: Context;
let receiver: Server;
let url: string;
let answers: number[];
let got: { headers: IncomingHttpHeaders; body: string }[];
let entityIds: number[];

beforeEach(async () => {
  now = 1_000_000;
  answers = [];
  got = [];
  receiver = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      got.push({ headers: request.headers, body });
      const status = answers.shift() ?? 200;
      if (status === 0) request.socket.destroy();
      else response.writeHead(status, { location: 'http://127.0.0.1:9/' }).end('whatever it likes');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook?key=hidden`;
});
afterEach(() => new Promise((resolve) => receiver.close(resolve)));

async function flip(entity: number, more: object = {}): Promise<void> {
  const change = { track: 'aggregate', kind: 'changed', old_value: 'ENABLED', new_value: 'DISABLED', seen_at: now };
  await store.write((transaction) =>
    transaction
      .insertInto('changes')
      .values({ ...makeChange(entityIds[entity] ?? 0), ...change, ...more })
      .execute(),
  );
}
const messages = () => store.read.selectFrom('webhook_messages').selectAll().orderBy('at').execute();
async function deliverDue(): Promise<void> {
  for (const id of await dueMessages(context, 10)) await deliverMessage(context, id, true);
}

withStores('messages', (stores) => {
  beforeEach(async () => {
    store = await stores.open();
    context = {
      principal: { kind: 'demo', role: 'administrator' },
      store,
      vault,
      auditKeys: testAuditKeys,
      clock: { now: () => now },
      log: testLog,
      requestId: null,
      clientAddress: null,
    } as unknown as Context;
    entityIds = await store.write(async (transaction) => {
      await transaction
        .insertInto('connections')
        .values(makeConnection({ id: 'c' }))
        .execute();
      const ids: number[] = [];
      for (let n = 0; n < 5; n++) {
        const row = await transaction
          .insertInto('entities')
          .values(makeEntity({ name: `shop-${n}`, tenant_id: `tn-${n}`, connection_id: 'c' }))
          .returning('id')
          .executeTakeFirstOrThrow();
        ids.push(row.id);
      }
      return ids;
    });
  });

  it('tell each flip once, and a burst as one; not what was before, nor what only looks like a flip', async () => {
    await flip(0);
    await setWebhook(context, { url }, true);
    await flip(1, { kind: 'baseline', old_value: null });
    await flip(1, { kind: 'rewritten', old_value: 'DISABLED' });
    await flip(1, { old_value: 'DISABLED', new_cause: 'another cause' });
    await flip(1, { track: 'customer' });
    await flip(1, { source: 'import' });
    now += 10_000;
    expect(await gatherMessage(store, now, BASE)).toBe(false);

    await flip(1);
    await flip(2, { track: 'impact', old_value: 'LOW', new_value: 'HIGH' });
    expect(await gatherMessage(store, now + 1_000, BASE)).toBe(true);
    expect(await messages()).toHaveLength(0);
    now += 3_000;
    await Promise.all([gatherMessage(store, now, BASE), gatherMessage(store, now, BASE)]);
    for (let n = 0; n < 5; n++) await flip(n);
    now += 30_000;
    await gatherMessage(store, now, BASE);
    expect(await messages()).toHaveLength(1);
    now += 31_000;
    await gatherMessage(store, now, BASE);
    await gatherMessage(store, now + 120_000, BASE);
    const [first, second, ...rest] = await messages();
    expect(rest).toEqual([]);
    expect(first?.summary).toMatch(
      /^shop-1 \([^)]+\) cannot send any more; shop-2 \([^)]+\) has a high-impact finding\.$/,
    );
    expect(second?.summary).toMatch(/^shop-0 .*, shop-1 .*, shop-2 .* and 2 more cannot send any more\.$/);
    const body = JSON.parse(second?.body ?? '') as { data: { count: number; url: string; senders: unknown[] } };
    expect(body.data).toMatchObject({ count: 5, url: `${BASE}/triage` });
    expect(body.data.senders[0]).toMatchObject({ name: 'shop-0', became: 'DISABLED' });
  });

  it('are signed, and sent again under the same id until they are taken; a process that dies in between loses none', async () => {
    const { secret } = await setWebhook(context, { url }, true);
    await flip(3);
    now += 5_000;
    await gatherMessage(store, now, BASE);
    answers = [500, 0, 302];
    await deliverDue();
    await deliverDue();
    expect(got).toHaveLength(1);
    for (const pause of [6_000, 40_000]) {
      now += pause;
      await deliverDue();
    }
    expect(await messages()).toMatchObject([
      { state: 'waiting', attempts: 3, last_result: '302: redirects are not followed' },
    ]);
    // An attempt was claimed and its process killed: the message is due again a minute later.
    now += 3 * 60_000;
    await store.write((transaction) =>
      transaction
        .updateTable('webhook_messages')
        .set({ next_at: now + 60_000, attempts: 4 })
        .execute(),
    );
    await deliverDue();
    expect(got).toHaveLength(3);
    now += 60_000;
    await deliverDue();
    expect(await messages()).toMatchObject([{ state: 'delivered', attempts: 5, last_result: '200', next_at: null }]);
    const ids = new Set(got.map(({ headers }) => String(headers['webhook-id'])));
    expect(ids.size).toBe(1);
    const { headers, body } = got.at(-1) ?? { headers: {}, body: '' };
    const seconds = Number(headers['webhook-timestamp']);
    expect(seconds).toBe(Math.floor(now / 1000));
    const [id] = ids;
    const expected = new Webhook(secret ?? '').sign(id ?? '', new Date(seconds * 1000), body);
    expect(headers['webhook-signature']).toBe(expected);
    expect(new Webhook(secret ?? '').sign(id ?? '', new Date(seconds * 1000), `${body} `)).not.toBe(expected);
  });

  it('are given up in the end, and with the webhook', async () => {
    await setWebhook(context, { url }, true);
    await flip(0);
    now += 5_000;
    await gatherMessage(store, now, BASE);
    answers = Array.from({ length: 20 }, () => 503);
    for (let n = 0; n < 12; n++) {
      await deliverDue();
      now += 24 * 3_600_000;
    }
    expect(await messages()).toMatchObject([{ state: 'given-up', attempts: 9, last_result: '503' }]);
    await flip(1);
    now += 100_000;
    await gatherMessage(store, now, BASE);
    await removeWebhook(context);
    await deliverDue();
    expect(got).toHaveLength(9);
    expect((await listNotifications(context, true)).deliveries[0]).toMatchObject({
      state: 'given-up',
      lastResult: 'The webhook was removed.',
    });
  });

  it('show neither the address nor the secret, keep the secret while the address changes, and audit who', async () => {
    const { secret } = await setWebhook(context, { url }, true);
    expect(secret).toMatch(/^whsec_/);
    expect(await setWebhook(context, { url: `${url}2` }, true)).toEqual({ secret: null });
    const again = await setWebhook(context, { url, newSecret: true }, true);
    expect(again.secret).not.toBe(secret);
    const shown = JSON.stringify(await listNotifications(context, true));
    expect(shown).toContain('http://127.0.0.1');
    expect(shown).not.toContain('hidden');
    expect(shown).not.toContain('whsec_');
    expect(await testWebhook(context, BASE, true)).toMatchObject({ state: 'delivered', lastResult: '200' });
    answers = [404];
    expect(await testWebhook(context, BASE, true)).toMatchObject({ state: 'given-up', lastResult: '404' });
    const rows = await store.read.selectFrom('audit').select(['action', 'kind', 'after_value']).orderBy('id').execute();
    expect(rows.map(({ action, kind }) => `${action} ${kind}`)).toEqual([
      'webhook.set act',
      'webhook.set act',
      'webhook.set act',
      'webhook.test intent',
      'webhook.test outcome',
      'webhook.test intent',
      'webhook.test outcome',
    ]);
    expect(JSON.stringify(rows)).not.toContain('hidden');
    const viewer = { ...context, principal: { kind: 'demo', role: 'operator' } } as Context;
    await expect(setWebhook(viewer, { url }, true)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(setWebhook(context, { url }, false)).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('where messages may go', () => {
  it.each([
    ['93.184.216.34', false, true],
    ['2606:2800:220:1::1', false, true],
    ['127.0.0.1', false, false],
    ['127.0.0.1', true, true],
    ['10.1.2.3', false, false],
    ['172.31.0.1', false, false],
    ['192.168.1.1', true, true],
    ['100.64.0.1', false, false],
    ['::1', false, false],
    ['fd00::1', false, false],
    ['::ffff:10.0.0.1', false, false],
    ['::ffff:127.0.0.1', true, true],
    ['169.254.169.254', true, false],
    ['::ffff:169.254.169.254', true, false],
    ['fe80::1', true, false],
    ['64:ff9b::7f00:1', true, false],
    ['2002:7f00:1::', true, false],
    ['0.0.0.0', true, false],
    ['224.0.0.1', true, false],
    ['not an address', true, false],
  ])('%s, private networks allowed: %s', (address, allowed, taken) => {
    expect(refusalOfAddress(address, allowed) === null).toBe(taken);
  });

  it('is judged when it connects: a name that leads into a private network is not connected to', async () => {
    const named = url.replace('127.0.0.1', 'localhost');
    expect(await postWebhook(named.replace('http:', 'https:'), {}, '{}', false)).toMatchObject({
      status: 0,
      result: expect.stringContaining('private network') as string,
    });
    expect(
      await postWebhook(url.replace('http:', 'https:').replace('127.0.0.1', '2130706433'), {}, '{}', false),
    ).toMatchObject({
      result: expect.stringContaining('private network') as string,
    });
    expect(await postWebhook(named, {}, '{}', true)).toMatchObject({ status: 200 });
    expect(got).toHaveLength(1);
  });
});
