import { setTimeout } from 'node:timers/promises';
import type { Connection } from '../lib/domain/connection.ts';
import type { EventImport } from '../lib/domain/event-import.ts';
import { api } from '../lib/domain/paths.ts';
import { STORY_IN_GAP } from '../e2e/ses-simulator/past/stories.ts';
import type { StartedSimulator } from '../e2e/ses-simulator/start.ts';

/** Lines a request; each may have 1 MiB. */
const AT_ONCE = 1000;
/** Long enough that the sender changes within it, short enough that nobody waits for it. */
const GAP_MS = 7_000;

async function ask<T>(url: string, method = 'GET', body?: object): Promise<T> {
  const sent =
    body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, { method, ...sent });
  const answer = (await response.json()) as T;
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname} answered ${JSON.stringify(answer)}`);
  return answer;
}

/** Waits until every connection was read once, so that its account is known and what events repeat is merged. */
async function untilRead(url: string, connections: number): Promise<Connection[]> {
  for (let left = 150; left > 0; left--) {
    const { items } = await ask<{ items: Connection[] }>(url + api.connections());
    const read = items.filter(({ sweeps }) => sweeps.some((sweep) => sweep.lane === 'full' && sweep.finishedAt));
    if (read.length >= connections) return items;
    await setTimeout(200);
  }
  throw new Error('The first read took too long.');
}

/**
 * Gives the demo its history: what EventBridge would have carried in the days before, taken in by the same import that
 * operators use, and a moment of one Region that nobody watches.
 */
export async function giveHistory(url: string, simulator: StartedSimulator, connections: number): Promise<EventImport> {
  const events = await simulator.control.past();
  const items = await untilRead(url, connections);
  const name = `eventbridge-archive-of-${events.length}-events.ndjson`;
  const text = events.map((event) => JSON.stringify(event));
  const bytes = text.reduce((sum, line) => sum + line.length + 1, 0);
  const { id } = await ask<EventImport>(url + api.imports(), 'POST', { name, bytes, fingerprint: name });
  for (let start = 0; start < text.length; start += AT_ONCE) {
    const pieces = text.slice(start, start + AT_ONCE).map((line, at) => ({ number: start + at + 1, text: line }));
    await ask(url + api.importLines(id), 'POST', { pieces });
  }
  const report = await ask<EventImport>(url + api.importFinish(id), 'POST', {});
  const sydney = items.find(({ region }) => region === 'ap-southeast-2');
  if (sydney !== undefined) await makeGap(url, simulator, sydney.id);
  return report;
}

async function makeGap(url: string, { control }: StartedSimulator, connectionId: string): Promise<void> {
  await ask(url + api.connection(connectionId), 'PATCH', { paused: true });
  await setTimeout(GAP_MS / 2);
  const cause = 'Status manually updated.';
  await control.setEntity({ name: STORY_IN_GAP, customer: { status: 'DISABLED', cause } });
  await setTimeout(GAP_MS / 2);
  await ask(url + api.connection(connectionId), 'PATCH', { paused: false });
}
