import 'server-only';

const ABOUT_TIME =
  /signature (not yet current|expired)|must be .*within \d+ minutes|request (has )?expired|time too skewed/i;
const BY_NAME = new Set(['RequestExpired', 'RequestTimeTooSkewed', 'RequestInTheFuture']);
const SIGNATURE = new Set(['InvalidSignatureException', 'SignatureDoesNotMatch', 'InvalidSignature']);
/** SigV4 allows five minutes; less than this cannot be the reason. */
const ALLOWED_MS = 4 * 60_000;

/**
 * Says how far our clock is from AWS's when that is why a signature was refused; null when it is not. AWS answers some
 * of these under the same name as a wrong secret, so the `date` header of the answer decides where the text does not.
 */
export function describeSkew(name: string, message: string, serverTime: number | null, now: number): string | null {
  const behind = serverTime === null ? 0 : serverTime - now;
  const isSkew =
    BY_NAME.has(name) || (SIGNATURE.has(name) && (ABOUT_TIME.test(message) || Math.abs(behind) > ALLOWED_MS));
  if (!isSkew) return null;
  if (Math.abs(behind) < 1000) return "this server's clock differs from AWS's by more than five minutes";
  return `this server's clock is ${spell(Math.abs(behind))} ${behind > 0 ? 'behind' : 'ahead of'} AWS's`;
}

function spell(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return `${minutes} min`;
  return `${Math.round(minutes / 60)} h`;
}
