import { ADMINISTRATOR, type RunningStanding, startStanding } from '../fixtures/start-standing.ts';
import { isSwept } from './fleet.ts';
import { cpuSeconds, load, until } from './process-figures.ts';
import { quantile, report } from './report.ts';

const ENTITIES = 2_000;
const REQUESTS = 1_500;
const ROUNDS = 7;
const REVOCATIONS = 10;
const OPTIONS = {
  simulator: { tenants: ENTITIES, life: 'off' },
  environment: {
    STANDING_SES_RATE: '200',
    STANDING_SES_SHARE: '1',
    STANDING_WATCH_INTERVAL_SECONDS: '3600',
    STANDING_LOG_LEVEL: 'warn',
  },
} as const;

/** What it costs to ask who somebody is: signed in, beside a server over the same world that asks nobody (the demo). */
export default async function benchSessionCheck(): Promise<void> {
  const signedIn = await startStanding(OPTIONS);
  const open = await startStanding({ ...OPTIONS, demo: true });
  try {
    const headers = { cookie: await signIn(signedIn.url) };
    await until(
      'a full first sweep of both',
      async () => (await isSwept(signedIn.url, 1, headers)) && isSwept(open.url),
    );
    for (const path of ['/api/entities?limit=100', '/api/session'] as const) {
      await compare(`GET ${path}`, path, { server: signedIn, headers }, open);
    }
    report({
      name: `longest time until a revoked session is refused, of ${REVOCATIONS}`,
      value: Math.max(...(await revocations(signedIn.url, headers))),
      unit: 'ms',
      goal: 1_000,
    });
  } finally {
    await signedIn.stop();
    await open.stop();
  }
}

async function signIn(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(ADMINISTRATOR),
  });
  if (!answer.ok) throw new Error(`Signing in answered ${answer.status}: ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

async function compare(
  name: string,
  path: string,
  { server, headers }: { server: RunningStanding; headers: Record<string, string> },
  open: RunningStanding,
): Promise<void> {
  const cpuOf = async (running: RunningStanding, sent: Record<string, string>) => {
    const pid = running.process.pid ?? 0;
    const before = cpuSeconds(pid);
    await load(`${running.url}${path}`, REQUESTS, 8, sent);
    return ((cpuSeconds(pid) - before) * 1000) / REQUESTS;
  };
  await cpuOf(server, headers);
  await cpuOf(open, {});
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(await cpuOf(server, headers));
    theirs.push(await cpuOf(open, {}));
  }
  report({
    name: `${name}, CPU a request, signed in beside no session check`,
    value: quantile(ours, 0.5),
    unit: 'ms',
    control: quantile(theirs, 0.5),
    goal: 1.25,
  });
}

/** Each signs in a second time, warms that session up, ends it from the first, and asks until it is refused. */
async function revocations(url: string, headers: { cookie: string }): Promise<number[]> {
  const took: number[] = [];
  for (let round = 0; round < REVOCATIONS; round += 1) {
    const other = { cookie: await signIn(url) };
    await load(`${url}/api/overview`, 20, 4, other);
    const ended = await fetch(`${url}/api/sessions`, { method: 'DELETE', headers: { ...headers, origin: url } });
    if (!ended.ok) throw new Error(`Ending sessions answered ${ended.status}`);
    const from = performance.now();
    while ((await fetch(`${url}/api/overview`, { headers: other })).status !== 401) {
      if (performance.now() - from > 10_000) throw new Error('A revoked session was never refused.');
    }
    took.push(performance.now() - from);
  }
  return took;
}
