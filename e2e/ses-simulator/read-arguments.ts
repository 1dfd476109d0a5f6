import { parseArgs } from 'node:util';
import { isClockMode } from './clock.ts';
import { LIVES, type Life, type SimulatorOptions } from './options.ts';
import { readSwitches } from './switches.ts';

/** Reads the command line; throws a sentence naming what is wrong. `--switch name=value` may be repeated. */
export function readArguments(given: string[]): Partial<SimulatorOptions> {
  const { values } = parseArgs({
    args: given,
    options: {
      port: { type: 'string' },
      seed: { type: 'string' },
      tenants: { type: 'string' },
      'tenant-limit': { type: 'string' },
      rate: { type: 'string' },
      past: { type: 'string' },
      clock: { type: 'string' },
      life: { type: 'string' },
      start: { type: 'string' },
      switch: { type: 'string', multiple: true },
    },
  });
  const options: Partial<SimulatorOptions> = {};
  for (const name of ['port', 'seed', 'tenants', 'rate', 'past'] as const) {
    const text = values[name];
    if (text !== undefined) options[name] = readNumber(name, text);
  }
  if (values['tenant-limit'] !== undefined) {
    options.tenantLimit = readNumber('tenant-limit', values['tenant-limit']);
  }
  if (values.clock !== undefined) {
    if (!isClockMode(values.clock)) throw new Error(`--clock takes real, frozen or fast:<times>, not ${values.clock}`);
    options.clock = values.clock;
  }
  if (values.life !== undefined) {
    if (!LIVES.includes(values.life as Life)) throw new Error(`--life takes ${LIVES.join(', ')}, not ${values.life}`);
    options.life = values.life as Life;
  }
  if (values.start !== undefined) {
    options.startAt = Date.parse(values.start);
    if (Number.isNaN(options.startAt)) throw new Error(`--start takes an ISO time, not ${values.start}`);
  }
  if (values.switch !== undefined) {
    options.switches = Object.fromEntries(values.switch.map((one) => one.split('=', 2)));
    readSwitches(options.switches ?? {});
  }
  return options;
}

function readNumber(name: string, text: string): number {
  const number = Number(text);
  if (Number.isFinite(number) && number >= 0) return number;
  throw new Error(`--${name} takes a number, not ${text}`);
}
