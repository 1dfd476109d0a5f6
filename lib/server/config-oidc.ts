import 'server-only';
import type { Role } from '../domain/access.ts';
import type { Config } from './config.ts';
import type { Environment } from './config-variables.ts';

/** @throws Error of one sentence for a variable that is missing beside another. */
export function readOidc(variables: Environment): Config['oidc'] {
  const { STANDING_OIDC_ISSUER: issuer, STANDING_OIDC_CLIENT_ID: clientId, STANDING_OIDC_ROLE_MAP: map } = variables;
  if (issuer === undefined && clientId === undefined && map === undefined) return null;
  const together = { STANDING_OIDC_ISSUER: issuer, STANDING_OIDC_CLIENT_ID: clientId, STANDING_OIDC_ROLE_MAP: map };
  const [missing] = Object.entries(together).find(([, value]) => value === undefined) ?? [];
  if (issuer === undefined || clientId === undefined || map === undefined) {
    throw new Error(
      `${missing} is not set: it takes a value beside STANDING_OIDC_ISSUER, STANDING_OIDC_CLIENT_ID and STANDING_OIDC_ROLE_MAP, or none of them.`,
    );
  }
  return {
    issuer,
    clientId,
    clientSecret: variables.STANDING_OIDC_CLIENT_SECRET ?? null,
    name: variables.STANDING_OIDC_NAME,
    scopes: variables.STANDING_OIDC_SCOPES.split(' '),
    roleClaim: variables.STANDING_OIDC_ROLE_CLAIM,
    roleMap: Object.fromEntries(map.split(',').map(pair)),
  };
}

function pair(text: string): [string, Role] {
  const at = text.lastIndexOf('=');
  return [text.slice(0, at).trim(), text.slice(at + 1).trim() as Role];
}
