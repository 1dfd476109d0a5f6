import 'server-only';
import type { IncomingMessage } from 'node:http';
import { isLoopback } from '../config.ts';
import { BODY_LIMIT_BYTES } from './parse-request.ts';

export interface DoorRefusal {
  status: number;
  code: string;
  title: string;
  detail: string;
  headers?: Record<string, string>;
}

export interface DoorRules {
  /** Where it listens. */
  host: string;
  /** Host and port of the public base URL. */
  publicHost: string | null;
}

export const URL_LIMIT_CHARACTERS = 8192;
const API_METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** What no route shall ever see; null lets it in. Cheap: it runs for every request. */
export function refuseAtDoor(request: IncomingMessage, rules: DoorRules): DoorRefusal | null {
  const { headers, method = 'GET', url = '' } = request;
  if (url.length > URL_LIMIT_CHARACTERS) {
    return refusal(414, 'uri-too-long', 'Address too long', `An address may have ${URL_LIMIT_CHARACTERS} characters.`);
  }
  if (!isPlainPath(url)) return refusal(400, 'invalid-input', 'Invalid input', 'The address is not a valid path.');
  // Next's optimiser, the pages router's data, and Next's own failure page, whose styles our policy refuses.
  if (url.startsWith('/_next/image') || url.startsWith('/_next/data/') || url.startsWith('/_global-error')) {
    return refusal(404, 'not-found', 'Not found', 'There is nothing at this address.');
  }
  if ('next-action' in headers) {
    return refusal(400, 'invalid-input', 'Invalid input', 'Server Actions are switched off; use the JSON API.');
  }
  if ('upgrade' in headers) {
    return refusal(400, 'invalid-input', 'Invalid input', 'Nothing here is upgraded to another protocol.');
  }
  for (const name in headers) {
    if (!name.startsWith('x-middleware-')) continue;
    return refusal(400, 'invalid-input', 'Invalid input', 'Headers that begin with x-middleware- are not taken.');
  }
  const isApi = url.startsWith('/api/');
  if (isApi ? !API_METHODS.has(method) : method !== 'GET' && method !== 'HEAD') {
    const allow = isApi ? [...API_METHODS].join(', ') : 'GET, HEAD';
    return {
      ...refusal(405, 'method-not-allowed', 'Method not allowed', `This address takes ${allow}.`),
      headers: { allow },
    };
  }
  return refuseBody(headers) ?? refuseHost(headers.host, rules);
}

function refusal(status: number, code: string, title: string, detail: string): DoorRefusal {
  return { status, code, title, detail };
}

function isPlainPath(url: string): boolean {
  if (!url.startsWith('/') || url.startsWith('//') || url.includes('\\')) return false;
  if (!url.includes('%')) return true;
  try {
    decodeURIComponent(url.split('?', 1)[0] ?? '');
    return true;
  } catch {
    return false;
  }
}

function refuseBody(headers: IncomingMessage['headers']): DoorRefusal | null {
  if (Number(headers['content-length'] ?? 0) > BODY_LIMIT_BYTES) {
    return refusal(
      413,
      'body-too-large',
      'Body too large',
      'The body is longer than 1 MiB; send fewer entities at once.',
    );
  }
  if (headers['transfer-encoding'] === undefined) return null;
  return refusal(411, 'length-required', 'Length required', 'Send the body with a Content-Length.');
}

/**
 * On a loopback address any page of any site can be made to resolve to us (DNS rebinding), and the demo asks for no
 * sign-in: there only our own names are answered.
 */
function refuseHost(host: string | undefined, rules: DoorRules): DoorRefusal | null {
  if (!isLoopback(rules.host) || host === undefined || host === rules.publicHost) return null;
  if (isLoopback(host.replace(/:\d+$/, ''))) return null;
  return refusal(
    421,
    'misdirected-request',
    'Misdirected request',
    'This server answers to loopback names only. Set STANDING_URL to the address that people use, or STANDING_HOST to the interface.',
  );
}
