import 'server-only';
import type { Log } from '../log.ts';
import { deliverMessage, type DeliveryContext, dueMessages } from './deliver-message.ts';
import { gatherMessage } from './gather-message.ts';

const EVERY_MS = 1_000;
const AT_ONCE = 5;

/** Sends what is to be told while the server runs. What is left when it ends goes on at the next start. */
export function keepNotifying(
  context: DeliveryContext & { log: Log },
  { baseUrl, privateAllowed }: { baseUrl: string; privateAllowed: boolean },
): { stop(): Promise<void> } {
  const { store, clock, log } = context;
  let seen = -1;
  let nextDue = 0;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    const revision = store.revision();
    // Nothing was written and nothing has come due: nothing is read.
    if (revision === seen && clock.now() < nextDue) return;
    const more = await gatherMessage(store, clock.now(), baseUrl);
    for (const id of await dueMessages(context, AT_ONCE)) await deliverMessage(context, id, privateAllowed);
    const waiting = await store.read
      .selectFrom('webhook_messages')
      .select((of) => of.fn.min('next_at').as('at'))
      .where('state', '=', 'waiting')
      .executeTakeFirst();
    nextDue = more ? 0 : (waiting?.at ?? Number.POSITIVE_INFINITY);
    seen = revision;
  }

  const timer = setInterval(() => {
    running ??= run()
      .catch((err: unknown) => log.error({ err }, 'Messages could not be sent; it is tried again'))
      .finally(() => (running = null));
  }, EVERY_MS).unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
