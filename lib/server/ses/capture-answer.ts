import 'server-only';
import { addAbortSignal, type Readable } from 'node:stream';
import type { GetReputationEntityCommand } from '@aws-sdk/client-sesv2';

/** What came over the wire, as far as it came. */
export interface Captured {
  /** Null: no answer arrived. */
  status: number | null;
  contentType: string | null;
  awsRequestId: string | null;
  /** SES's own clock, epoch ms, from the `date` header. */
  serverTime: number | null;
  /** The parsed JSON object of a good answer; null where SES answered with an empty body. */
  body: Record<string, unknown> | null;
}

/** A good status without a JSON answer behind it: a proxy's page, or an answer that broke off. */
export class UnreadableAnswer extends Error {
  override readonly name = 'UnreadableAnswer';
}

/** A command of the SESv2 client. Its types differ by input and output only, which nobody here looks at. */
export interface AnyCommand {
  readonly input: object;
  readonly middlewareStack: object;
}

interface WireResponse {
  statusCode: number;
  headers: Record<string, string>;
  body: Readable;
}

const LONGEST_BODY_BYTES = 32 * 1024 * 1024;

/**
 * Takes the JSON of a good answer before the SDK parses it: the SDK rejects a whole page because of one row whose time
 * is no number, and a page with one broken row must keep the others. Errors go through the SDK, which knows all four
 * ways in which AWS names them.
 * @param signal ends the reading of a body that does not end.
 */
export function captureAnswer(command: AnyCommand, signal: AbortSignal): Captured {
  const captured: Captured = { status: null, contentType: null, awsRequestId: null, serverTime: null, body: null };
  const { middlewareStack } = command as GetReputationEntityCommand;
  middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const response = result.response as WireResponse;
      const header = (name: string) => response.headers[name] ?? null;
      const time = Date.parse(header('date') ?? '');
      captured.status = response.statusCode;
      captured.contentType = header('content-type');
      captured.awsRequestId = header('x-amzn-requestid') ?? header('x-amz-request-id');
      captured.serverTime = Number.isNaN(time) ? null : time;
      if (response.statusCode >= 300) return result;
      captured.body = parseObject(await readText(addAbortSignal(signal, response.body)));
      return { ...result, response: { ...response, body: new TextEncoder().encode('{}') } };
    },
    { step: 'deserialize', priority: 'low', name: 'standingCapture' },
  );
  return captured;
}

async function readText(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > LONGEST_BODY_BYTES) throw new UnreadableAnswer('longer than 32 MiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseObject(text: string): Record<string, unknown> | null {
  if (text === '') return null;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Named below: it is the same to the operator.
  }
  throw new UnreadableAnswer('not a JSON object');
}
