import 'server-only';
import { hash } from 'node:crypto';

/**
 * What a handler may return: a value to send as JSON; a text that is JSON already, with its own entity tag; a whole
 * Response (a stream, a file); or nothing (204).
 */
export type Answer =
  | { json: unknown; status?: number; headers?: Record<string, string> }
  | { text: string; etag?: string; headers?: Record<string, string> }
  | Response
  | undefined;

/** Weak, because the same JSON may be sent compressed or not. */
export function etagOf(text: string): string {
  return `W/"${hash('sha1', text, 'base64url')}"`;
}

/** Weak comparison, as `If-None-Match` asks (RFC 9110, 13.1.2). */
export function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  if (ifNoneMatch === etag || ifNoneMatch === '*') return true;
  const strong = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch.includes(',') || !ifNoneMatch.startsWith('W/')
    ? ifNoneMatch.split(',').some((tag) => strong(tag) === strong(etag))
    : false;
}

/** @param request only its method and `If-None-Match` are looked at. */
export function toResponse(answer: Answer, request: Request, requestId: string): Response {
  if (answer === undefined) {
    return new Response(null, { status: 204, headers: { 'cache-control': 'no-store', 'x-request-id': requestId } });
  }
  if (answer instanceof Response) {
    answer.headers.set('x-request-id', requestId);
    return answer;
  }
  const text = 'text' in answer ? answer.text : JSON.stringify(answer.json);
  const status = 'json' in answer ? (answer.status ?? 200) : 200;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'cache-control': 'private, no-cache',
    'x-request-id': requestId,
    // Without it Next compresses even the shortest answer.
    'content-length': String(Buffer.byteLength(text)),
    ...answer.headers,
  };
  if ((request.method !== 'GET' && request.method !== 'HEAD') || status !== 200) {
    headers['cache-control'] = 'no-store';
    return new Response(text, { status, headers });
  }
  const etag = ('text' in answer ? answer.etag : undefined) ?? etagOf(text);
  headers['etag'] = etag;
  if (matches(request.headers.get('if-none-match'), etag)) {
    delete headers['content-length'];
    return new Response(null, { status: 304, headers });
  }
  return new Response(text, { status, headers });
}
