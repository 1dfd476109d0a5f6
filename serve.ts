import { createServer } from 'node:http';
import { join } from 'node:path';
import next from 'next';
import { baseUrlOf, type Config, readConfig } from './lib/server/config.ts';
import { createStanding } from './lib/server/create-standing.ts';
import { type Door, openDoor } from './lib/server/http/open-door.ts';
import { DEVELOPMENT_POLICY, pagePolicies } from './lib/server/http/page-policies.ts';
import { readScriptHashes } from './lib/server/http/script-hashes.ts';
import type { Standing } from './lib/server/standing.ts';

/** Of the five seconds a stop may take, these are for answers under way. */
const GRACE_MS = 2000;
const STOP_LIMIT_MS = 4500;

const root = import.meta.dirname;
const isDevelopment = process.argv.includes('--dev');

/** A start that cannot succeed ends with one sentence, never with a stack. */
function stopWith(sentence: string): never {
  console.error(sentence);
  process.exit(2);
}

function listenSentence(error: unknown, { host, port }: Config): string | null {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') {
    return `PORT is "${port}": another program listens on ${host}:${port}; it takes a free port, or 0 for any.`;
  }
  if (code === 'EACCES')
    return `PORT is "${port}": this user may not listen there; it takes a port from 1024 to 65535.`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return `STANDING_HOST is "${host}": this machine has no such address; it takes one of its own, such as 127.0.0.1.`;
  }
  return null;
}

/** What the parts of the state throw at start is one sentence; a fault of ours keeps its stack. */
function startSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isFault = error.message === '' || /^(Type|Range|Reference|Syntax|Aggregate)Error$/.test(error.name);
  return isFault ? `Standing could not start: ${error.stack}` : error.message;
}

async function listen(config: Config): Promise<Door> {
  const { host, port, url, trustedProxyCount } = config;
  try {
    const publicHost = url === null ? null : new URL(url).host;
    return await openDoor({ host, port, publicHost, secure: url?.startsWith('https:') ?? false, trustedProxyCount });
  } catch (error) {
    const sentence = listenSentence(error, config);
    if (sentence === null) throw error;
    return stopWith(sentence);
  }
}

async function openInside(door: Door, standing: Standing): Promise<() => Promise<void>> {
  // Next attaches its own upgrade listener to whatever server it is given; it gets one that never listens.
  const decoy = createServer();
  const app = next({
    dev: isDevelopment,
    dir: root,
    hostname: standing.config.host,
    port: door.port,
    httpServer: decoy,
  });
  await app.prepare();
  door.open({
    handle: app.getRequestHandler(),
    policyOf: isDevelopment ? () => DEVELOPMENT_POLICY : pagePolicies(readScriptHashes(join(root, '.next/server/app'))),
    ...(isDevelopment && { upgrade: (...given) => void decoy.emit('upgrade', ...given) }),
    onFailure: (error, requestId) =>
      standing.log.error({ err: error, requestId }, 'A request failed outside its route'),
    onRefusal: (fields) => standing.log.info(fields, 'A request was refused at the door'),
  });
  return () => app.close();
}

function stopOnSignal(door: Door, standing: Standing, closeNext: () => Promise<void>): void {
  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    standing.log.info({ signal }, 'Stopping');
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
    await Promise.allSettled([door.close(GRACE_MS), standing.watcher.stop()]);
    await Promise.allSettled([standing.close(), closeNext()]);
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));
}

function configuration(): Config {
  try {
    return readConfig();
  } catch (error) {
    return stopWith((error as Error).message);
  }
}

const given = configuration();
const door = await listen(given);
/** Where people reach it; for the programs that start the server in their own process. */
export const url = given.url ?? baseUrlOf(given.host, door.port);
const standing = await createStanding({ ...given, port: door.port, url }).catch((error: unknown) =>
  stopWith(startSentence(error)),
);
const closeNext = await openInside(door, standing);
stopOnSignal(door, standing, closeNext);
console.log(`Standing is ready at ${url}`);
