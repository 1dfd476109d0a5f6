import type { Simulator } from '../simulator.ts';

/** Adds a role, or changes what its trust policy demands: `{ arn, externalId }`, null for no ExternalId. */
export function setRole(simulator: Simulator, body: Record<string, unknown>): object {
  const { arn, externalId } = body;
  const account = /^arn:[a-z-]+:iam::(\d{12}):role\//.exec(String(arn))?.[1];
  if (account === undefined) throw new Error('arn takes the ARN of a role');
  const { roles } = simulator.keys;
  const known = roles.findIndex((role) => role.arn === arn);
  const role = { arn: String(arn), account, externalId: typeof externalId === 'string' ? externalId : null };
  roles.splice(known < 0 ? roles.length : known, 1, role);
  return { account };
}
