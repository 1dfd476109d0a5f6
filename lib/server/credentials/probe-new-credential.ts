import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import type { SesCredential } from '../ses/gateway.ts';
import { type ProbeResult, probeCredential } from './probe-credential.ts';

/**
 * Asks AWS with a credential that is not stored yet. It has a name of its own: the connection that the watcher opens later
 * starts with a clean budget and client.
 * @throws StandingError with the `ses-…` code of what is wrong.
 */
export async function probeNewCredential(
  { gateway }: Pick<Context, 'gateway'>,
  region: string,
  credential: SesCredential,
): Promise<ProbeResult> {
  const id = `probe-${randomUUID()}`;
  try {
    return await probeCredential(gateway.open({ id, region, account: null, credential }));
  } finally {
    gateway.closeConnection(id);
  }
}
