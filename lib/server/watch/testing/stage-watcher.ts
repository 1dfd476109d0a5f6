import 'server-only';
import type { Context } from '../../context.ts';
import { createLog } from '../../log.ts';
import { openGateway } from '../../ses/open-gateway.ts';
import type { SesGateway } from '../../ses/gateway.ts';
import type { Watcher } from '../../standing.ts';
import { createWatcher } from '../create-watcher.ts';

type Store = Context['store'];

const clock = { now: () => Date.now() };
/** A vault whose every row holds the simulator's first key. */
const vault = {
  kid: 'test',
  seal: async () => 'sealed',
  open: async () => JSON.stringify({ accessKeyId: 'AKIASIM0000000000001', secretAccessKey: 'sim-secret-1' }),
};

/** Stores a connection to the simulator's first account. */
export async function storeConnection(
  store: Store,
  more: { id?: string; account?: string; tag_keys?: string } = {},
): Promise<void> {
  const row = {
    id: 'c1',
    source: 'static-keys',
    label: 'Production',
    partition: more.account === undefined ? null : 'aws',
    account: null,
    region: 'us-east-1',
    sealed: 'sealed',
    access_key_hint: null,
    state: 'never-read',
    reason: null,
    read_at: null,
    unread_since: null,
    facts: '{}',
    paused: 0,
    created_at: 1,
    updated_at: 1,
    deleted_at: null,
    ...more,
  };
  await store.write(async (transaction) => void (await transaction.insertInto('connections').values(row).execute()));
}

export interface StagedWatcher {
  watcher: Watcher;
  gateway: SesGateway;
  stop(): Promise<void>;
}

/** A watcher with a gateway of its own; the endpoint is the SDK's environment. */
export function stageWatcher(
  store: Store,
  {
    intervalMs = 500,
    ratePerSecond = 100,
    share = 1,
  }: { intervalMs?: number; ratePerSecond?: number; share?: number } = {},
): StagedWatcher {
  const log = createLog('silent');
  const gateway = openGateway({ config: { ratePerSecond, share }, clock, log });
  const watcher = createWatcher({ store, gateway, vault, clock, log, intervalMs });
  return {
    watcher,
    gateway,
    stop: async () => {
      await watcher.stop();
      await gateway.close();
    },
  };
}
