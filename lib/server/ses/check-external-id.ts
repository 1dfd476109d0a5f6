import 'server-only';
import type { Line } from './call-ses.ts';
import { codeOfName } from './error-names.ts';
import type { SesConnection } from './gateway.ts';
import { withDeadline } from './with-deadline.ts';

/**
 * Tries to assume the connection's role without its ExternalId, which must fail: a trust policy that does not demand it
 * lets others who may use the same caller name this role. The session, should there be one, is thrown away unused.
 */
export async function checkExternalId(line: Line, caller?: AbortSignal): ReturnType<SesConnection['checkExternalId']> {
  const given = caller ? AbortSignal.any([caller, line.closed]) : line.closed;
  const client = line.client();
  const release = client.hold();
  const { signal, end } = withDeadline(given, line.deadlines.requestMilliseconds);
  try {
    return (await client.assumeWithoutExternalId(signal)) === null ? null : 'not-demanded';
  } catch (error) {
    return codeOfName(error) === 'ses-access-denied' ? 'demanded' : 'unknown';
  } finally {
    end();
    release();
  }
}
