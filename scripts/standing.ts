import { commands } from './commands/commands.ts';

/** `npm run standing -- <command>`: parses, runs, prints. 0: done · 1: it found something wrong · 2: it could not be done. */
const [group = '', ...rest] = process.argv.slice(2);
const HELP = `npm run standing -- <command>

${commands.map(({ usage, words }) => `  ${usage.padEnd(44)} ${words}`).join('\n')}

It reads the same environment as the server (DATABASE_URL, STANDING_DATA_DIR, STANDING_SECRET): run it as the server's user.
Add --json to users list, audit verify and doctor for programs to read.`;

function isFault(error: unknown): boolean {
  return !(error instanceof Error) || /^(Type|Range|Reference|Syntax)Error$/.test(error.name);
}

async function run(): Promise<number> {
  if (group === '' || ['help', '--help', '-h'].includes(group) || rest.includes('--help')) {
    console.log(HELP);
    return group === '' ? 2 : 0;
  }
  const found = commands.find(({ name }) => name === group || name === `${group} ${rest[0] ?? ''}`);
  if (found === undefined) {
    console.error(`There is no command "${[group, rest[0]].join(' ').trim()}".\n\n${HELP}`);
    return 2;
  }
  try {
    return await found.run(found.name.includes(' ') ? rest.slice(1) : rest);
  } catch (error) {
    console.error(isFault(error) ? error : (error as Error).message);
    return 2;
  }
}

process.exitCode = await run();
