import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import { AwsError } from '../aws-error.ts';
import type { Key, KeyList } from '../keys.ts';
import type { Switches } from '../switches.ts';
import type { RawRequest } from './raw-request.ts';

/** AWS refuses a request signed more than five minutes from its own time. */
const SKEW_MS = 300_000;

export interface Signer {
  readonly key: Key;
  readonly region: string;
  readonly service: string;
}

/** What Authorization claims, before anything is checked. */
export interface Claim {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: string[];
  readonly signature: string;
}

/**
 * Checks the SigV4 signature of a request at the wall time `now` (epoch milliseconds) and says who signed.
 * Throws the error AWS would answer.
 */
export async function checkSignature(
  request: RawRequest,
  keys: KeyList,
  switches: Switches,
  now: number,
): Promise<Signer> {
  const claim = readClaim(request);
  const key = keys.byId.get(claim.accessKeyId);
  const token = request.headers['x-amz-security-token'];
  if (key === undefined || key.sessionToken !== token) {
    throw new AwsError('UnrecognizedClientException', 403, 'The security token included in the request is invalid.');
  }
  const signedAt = readDate(request.headers['x-amz-date']);
  checkSkew(signedAt, now, switches);
  if (!(await isSignedBy(request, claim, key, signedAt))) {
    throw new AwsError(
      switches.signatureError,
      403,
      'The request signature we calculated does not match the signature you provided. ' +
        'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
  if (key.expiresAt !== undefined && key.expiresAt <= now) {
    throw new AwsError('ExpiredTokenException', 403, 'The security token included in the request is expired');
  }
  return { key, region: claim.region, service: claim.service };
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** Reads the Authorization header; throws when it is missing, malformed or leaves out what must be signed. */
export function readClaim(request: RawRequest): Claim {
  const text = request.headers['authorization'];
  if (text === undefined)
    throw new AwsError('MissingAuthenticationTokenException', 403, 'Missing Authentication Token');
  const [, accessKeyId, region, service, signed, signature] = AUTHORIZATION.exec(text) ?? [];
  if (
    accessKeyId === undefined ||
    region === undefined ||
    service === undefined ||
    signed === undefined ||
    signature === undefined
  ) {
    throw incomplete('Authorization header requires Credential, SignedHeaders and Signature parameters.');
  }
  const signedHeaders = signed.split(';');
  const must = ['host', 'x-amz-date', ...('x-amz-security-token' in request.headers ? ['x-amz-security-token'] : [])];
  for (const name of must) {
    if (!signedHeaders.includes(name))
      throw incomplete(`'${name}' must be a signed header in the AWS Authorization header.`);
  }
  return { accessKeyId, region, service, signedHeaders, signature };
}

async function isSignedBy(request: RawRequest, claim: Claim, key: Key, signedAt: Date): Promise<boolean> {
  const headers: Record<string, string> = {};
  for (const name of claim.signedHeaders) headers[name] = request.headers[name] ?? '';
  const stated = headers['x-amz-content-sha256'];
  if (stated !== undefined && stated !== createHash('sha256').update(request.body).digest('hex')) return false;
  const signer = new SignatureV4({
    service: claim.service,
    region: claim.region,
    credentials: { accessKeyId: key.accessKeyId, secretAccessKey: key.secretAccessKey },
    sha256: Sha256,
    applyChecksum: false,
  });
  const host = headers['host'] ?? '';
  const signed = await signer.sign(
    {
      method: request.method,
      protocol: 'http:',
      hostname: host,
      path: request.rawPath,
      query: request.query,
      headers,
      body: request.body,
    },
    { signingDate: signedAt, signableHeaders: new Set(claim.signedHeaders) },
  );
  const ours = /Signature=([0-9a-f]{64})$/.exec(signed.headers['authorization'] ?? '')?.[1] ?? '';
  return ours.length === 64 && timingSafeEqual(Buffer.from(ours), Buffer.from(claim.signature));
}

function checkSkew(signedAt: Date, now: number, switches: Switches): void {
  if (Math.abs(now - signedAt.getTime()) <= SKEW_MS) return;
  const early = signedAt.getTime() < now;
  const edge = early ? now - SKEW_MS : now + SKEW_MS;
  const words = early ? 'Signature expired' : 'Signature not yet current';
  const message =
    `${words}: ${shortDate(signedAt)} is now ${early ? 'earlier' : 'later'} than ` +
    `${shortDate(new Date(edge))} (${shortDate(new Date(now))} ${early ? '-' : '+'} 5 min.)`;
  if (switches.clockSkewError === 'RequestExpired') throw new AwsError('RequestExpired', 400, 'Request has expired.');
  throw new AwsError(switches.clockSkewError, 403, message);
}

const shortDate = (date: Date): string => date.toISOString().replace(/[-:]|\.\d{3}/g, '');

function readDate(text: string | undefined): Date {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? '');
  if (parts === null) throw incomplete('Date must be in ISO-8601 basic format, in header x-amz-date.');
  return new Date(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z`);
}

const incomplete = (message: string): AwsError => new AwsError('IncompleteSignatureException', 403, message);

/** The hash SignatureV4 asks for: plain, or keyed when given a secret. */
class Sha256 {
  private readonly hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', toBuffer(secret));
  }
  update(data: Uint8Array): void {
    this.hash.update(data);
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.hash.digest()));
  }
  reset(): void {}
}

function toBuffer(secret: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof secret === 'string') return Buffer.from(secret);
  return ArrayBuffer.isView(secret)
    ? Buffer.from(secret.buffer, secret.byteOffset, secret.byteLength)
    : Buffer.from(secret);
}
