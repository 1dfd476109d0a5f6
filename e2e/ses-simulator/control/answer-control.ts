import { type ClockMode, isClockMode } from '../clock.ts';
import { readFault } from '../faults.ts';
import type { Answer } from '../http/answer.ts';
import type { RawRequest } from '../http/raw-request.ts';
import type { Simulator } from '../simulator.ts';
import { readSwitches } from '../switches.ts';
import { describeState } from './describe-state.ts';
import { setEntity } from './set-entity.ts';

type Body = Record<string, unknown>;

/** Answers the control interface under `/__sim/`: JSON in, JSON out, 400 with a sentence when something is wrong. */
export function answerControl(simulator: Simulator, request: RawRequest): Answer {
  try {
    const body = request.body.length === 0 ? {} : (JSON.parse(request.body.toString()) as Body);
    const act = ROUTES[`${request.method} ${request.rawPath.slice('/__sim/'.length)}`];
    if (act === undefined) return reply(404, { error: `No control ${request.method} ${request.rawPath}` });
    return reply(200, act(simulator, body, request.query) ?? { ok: true });
  } catch (error) {
    return reply(400, { error: error instanceof Error ? error.message : String(error) });
  }
}

const ROUTES: Record<string, (simulator: Simulator, body: Body, query: Record<string, string>) => object | undefined> =
  {
    'GET state': (simulator) => describeState(simulator),
    'GET faults': (simulator) => ({ faults: simulator.faults.list() }),
    'POST faults': (simulator, body) => void simulator.faults.add(readFault(body)),
    'DELETE faults': (simulator) => void simulator.faults.clear(),
    'POST switches': (simulator, body) => {
      simulator.world.switches = readSwitches(body, simulator.world.switches);
      return simulator.world.switches;
    },
    'POST rate': (simulator, body) => void (simulator.requestsPerSecond = Number(body['requestsPerSecond'] ?? 0)),
    'POST clock': (simulator, body) => setClock(simulator, body),
    'POST entities': (simulator, body) => setEntity(simulator, body),
    'GET log': (simulator, _body, query) => ({ entries: simulator.log.since(Number(query['since'] ?? 0)) }),
    'DELETE log': (simulator) => void simulator.log.clear(),
  };

function setClock(simulator: Simulator, body: Body): object {
  const { mode, advanceSeconds } = body;
  if (mode !== undefined) {
    if (typeof mode !== 'string' || !isClockMode(mode)) throw new Error('mode takes real, frozen or fast:<times>');
    simulator.clock.setMode(mode as ClockMode);
  }
  if (advanceSeconds !== undefined) simulator.clock.advance(Number(advanceSeconds) * 1000);
  return { now: simulator.clock.now(), mode: simulator.clock.mode() };
}

const reply = (status: number, body: object): Answer => ({
  status,
  contentType: 'application/json',
  body: JSON.stringify(body),
});
