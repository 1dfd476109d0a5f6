import 'server-only';
import { NETWORK_TROUBLE } from './error-names.ts';
import type { FailedCall } from './failed-call.ts';

interface NodeErrorLike {
  name?: string;
  code?: unknown;
  message?: string;
  cause?: unknown;
  errors?: unknown[];
}

/** Why no readable answer came: a clause that finishes "SES could not be read: …". */
export function describeNetwork(error: unknown, { captured }: FailedCall): string {
  const code = networkCode(error);
  const { name = '', message = '' } = (error ?? {}) as NodeErrorLike;
  if (name === 'UnreadableAnswer' || captured.status !== null) {
    if (code) return 'its answer broke off';
    if (/html/i.test(captured.contentType ?? ''))
      return `a web page came back instead of its answer (HTTP ${captured.status}), from a proxy or a sign-in page on the way`;
    return `what came back (HTTP ${captured.status}) is not an answer of SES, or it broke off`;
  }
  // Before the name: the SDK calls a reset connection a TimeoutError too.
  if (code) return NETWORK_TROUBLE.get(code) ?? `the network failed (${code})`;
  if (name === 'TimeoutError' || /timed out|timeout/i.test(message)) return 'it did not answer in time';
  if (name === 'AbortError') return 'the request was given up before an answer came';
  return 'the network failed';
}

/** Node's code, also inside the errors that wrap one (`AggregateError` of happy eyeballs). */
export function networkCode(error: unknown, depth = 0): string | null {
  if (typeof error !== 'object' || error === null || depth > 3) return null;
  const { code, cause, errors } = error as NodeErrorLike;
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) return code;
  return networkCode(cause, depth + 1) ?? networkCode(errors?.[0], depth + 1);
}
