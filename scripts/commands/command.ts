import { resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { type Config, readConfig } from '../../lib/server/config.ts';
import { type CommandLine, type CommandMode, openCommandLine } from '../../lib/server/open-command-line.ts';

export interface Command {
  /** One word, or two: `users list`. */
  name: string;
  usage: string;
  words: string;
  /** @returns the exit code. */
  run(given: string[]): Promise<number>;
}

/** What was asked for cannot be: the command's own usage says how. */
export function misused(command: Pick<Command, 'usage'>): Error {
  return new Error(`Usage: npm run standing -- ${command.usage}`);
}

/** Opens what the command needs, and closes it however the command ends. */
export async function withCommandLine<T>(
  mode: CommandMode,
  run: (line: CommandLine, config: Config) => Promise<T>,
): Promise<T> {
  const config = readConfig();
  const line = await openCommandLine(config, mode);
  try {
    return await run(line, config);
  } finally {
    await line.close();
  }
}

/** Options and words, or the usage. */
export function parse<const Options extends NonNullable<ParseArgsConfig['options']>>(
  command: Pick<Command, 'usage'>,
  given: string[],
  options: Options,
) {
  try {
    return parseArgs({ args: given, options, allowPositionals: true, strict: true });
  } catch {
    throw misused(command);
  }
}

/** npm runs scripts in the project's folder; a path is meant from where the person stood. */
export function pathGiven(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}
