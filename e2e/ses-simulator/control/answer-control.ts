import { isClockMode } from '../clock.ts';
import { LIVES } from '../options.ts';
import { placeOf } from '../world/world.ts';
import { readFault } from '../faults.ts';
import type { Answer } from '../http/answer.ts';
import type { RawRequest } from '../http/raw-request.ts';
import type { Simulator } from '../simulator.ts';
import { readSwitches } from '../switches.ts';
import { describeState } from './describe-state.ts';
import { setEntity } from './set-entity.ts';
import { setFinding } from './set-finding.ts';
import { type KeyChange, setKey } from './set-key.ts';
import { setRole } from './set-role.ts';
import { type TenantChange, setTenant } from './set-tenant.ts';

type Body = Record<string, unknown>;

const OK = { ok: true };

/** Answers the control interface under `/__sim/`: JSON in, JSON out, 400 with a sentence when something is wrong. */
export function answerControl(simulator: Simulator, request: RawRequest): Answer {
  try {
    const body = request.body.length === 0 ? {} : (JSON.parse(request.body.toString()) as Body);
    const act = ROUTES[`${request.method} ${request.rawPath.slice('/__sim/'.length)}`];
    if (act === undefined) return reply(404, { error: `No control ${request.method} ${request.rawPath}` });
    return reply(200, act(simulator, body, request.query));
  } catch (error) {
    return reply(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

const ROUTES: Record<string, (simulator: Simulator, body: Body, query: Record<string, string>) => object> = {
  'GET state': (simulator) => describeState(simulator),
  'GET faults': (simulator) => ({ faults: simulator.faults.list() }),
  'POST faults': (simulator, body) => {
    simulator.faults.add(readFault(body));
    return OK;
  },
  'DELETE faults': (simulator) => {
    simulator.faults.clear();
    return OK;
  },
  'POST switches': (simulator, body) => {
    simulator.world.switches = readSwitches(body, simulator.world.switches);
    return simulator.world.switches;
  },
  'POST rate': (simulator, body) => {
    simulator.requestsPerSecond = Number(body['requestsPerSecond'] ?? 0);
    simulator.rate.refill();
    return OK;
  },
  'POST life': (simulator, body) => {
    const pace = LIVES.find((one) => one === body['pace']);
    if (pace === undefined) throw new Error(`pace takes ${LIVES.join(', ')}`);
    simulator.life.setPace(pace);
    return { pace };
  },
  'POST findings': setFinding,
  'POST tenants': (simulator, body) => setTenant(simulator, body as unknown as TenantChange & Body),
  'POST keys': (simulator, body) => setKey(simulator, body as unknown as KeyChange),
  'POST roles': (simulator, body) => setRole(simulator, body),
  'POST accounts': (simulator, body) => {
    const { account, region, change } = body as { account: string; region: string; change?: Body };
    placeOf(simulator.world, account, region).accountChanges = change ?? {};
    return OK;
  },
  'POST clock': (simulator, body) => setClock(simulator, body),
  'POST entities': (simulator, body) => setEntity(simulator, body),
  'GET events': (simulator, _body, query) => ({
    events: simulator.world.events.filter((one) => one.seq > Number(query['since'] ?? 0)),
  }),
  'GET past': (simulator) => ({ events: simulator.world.past }),
  'GET log': (simulator, _body, query) => ({ entries: simulator.log.since(Number(query['since'] ?? 0)) }),
  'DELETE log': (simulator) => {
    simulator.log.clear();
    return OK;
  },
};

function setClock(simulator: Simulator, body: Body): object {
  const { mode, advanceSeconds } = body;
  // What was due under the old setting happens first.
  simulator.life.run();
  if (mode !== undefined) {
    if (!isClockMode(mode)) throw new Error('mode takes real, frozen or fast:<times>');
    simulator.clock.setMode(mode);
  }
  if (advanceSeconds !== undefined) simulator.clock.advance(Number(advanceSeconds) * 1000);
  simulator.life.run();
  return { now: simulator.clock.now(), mode: simulator.clock.mode() };
}

const reply = (status: number, body: object): Answer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});
