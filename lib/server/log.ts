import 'server-only';
import pino from 'pino';
import { withoutSecrets } from './log-redaction.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** What the rest of the server may do with a log: fields first, then one plain sentence. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  /** A log that adds these fields to every line, such as `{ requestId }`. */
  child(fields: object): Log;
}

/**
 * The one logger: a JSON object a line on standard error, ISO times, secrets out at any depth.
 * Synchronous, because the last line before a crash is the one that matters.
 */
export function createLog(level: LogLevel, destination: { write(line: string): void } | null = null): Log {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: {
      level: (label) => ({ level: label }),
      log: (fields) => withoutSecrets(fields) as Record<string, unknown>,
    },
    // Errors are already flattened by withoutSecrets.
    serializers: { err: (value: unknown) => value },
  };
  return narrow(pino(options, destination ?? pino.destination({ fd: 2, sync: true })));
}

/** pino runs no formatter over the fields of a child, so they are cleaned here. */
function narrow(logger: pino.Logger): Log {
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    child: (fields) => narrow(logger.child(withoutSecrets(fields) as Record<string, unknown>)),
  };
}
