import { diagnose, type Finding } from '../../lib/server/maintenance/diagnose.ts';
import { type Command, misused, parse, withCommandLine } from './command.ts';

const SIGN: Record<Finding['state'], string> = { ok: 'ok     ', warning: 'note   ', wrong: 'WRONG  ' };

export const doctor: Command = {
  name: 'doctor',
  usage: 'doctor',
  words: 'configuration, database, clock, audit, each connection',
  async run(given) {
    const { values, positionals } = parse(this, given, { json: { type: 'boolean' } });
    if (positionals.length > 0) throw misused(this);
    const findings = await withCommandLine('read', async ({ context, keys }, config) => [
      configured(config.databaseUrl === null ? config.dataDir : 'PostgreSQL', keys.source),
      ...(await diagnose(context)),
    ]);
    if (values.json) console.log(JSON.stringify(findings));
    else for (const { what, state, words } of findings) console.log(`${SIGN[state]}${what}: ${words}`);
    const wrong = findings.filter(({ state }) => state === 'wrong').length;
    if (!values.json) console.log(wrong === 0 ? '\nNothing is wrong.' : `\n${wrong} of these need you.`);
    return wrong === 0 ? 0 : 1;
  },
};

function configured(place: string, source: 'variable' | 'file'): Finding {
  const key = source === 'file' ? 'key file' : 'STANDING_SECRET';
  return {
    what: 'Configuration',
    state: 'ok',
    words: `every variable is valid; data in ${place}, key from ${key}; Node ${process.versions.node}`,
  };
}
