import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { genericOAuth } from 'better-auth/plugins/generic-oauth';
import { type Role, ROLES } from '../../domain/access.ts';
import type { Config } from '../config.ts';

export type OidcSettings = NonNullable<Config['oidc']>;

/** Where the provider sends people back; what to register there. */
export const CALLBACK_PATH = '/api/auth/callback/sso';

/** What the claims of the sign-in under way say; null: nothing that gives a role here. */
const underWay = new AsyncLocalStorage<{ role: Role | null }>();

/** The library's name of the provider: with another issuer the same subject is somebody else. */
export function providerIdOf({ issuer }: OidcSettings): string {
  return `oidc-${createHash('sha256').update(issuer).digest('hex').slice(0, 16)}`;
}

/** OpenID Connect by discovery, with PKCE, nonce and verified id tokens; accounts are keyed by issuer and subject. */
export function elsewherePlugin(settings: OidcSettings, baseUrl: string) {
  const { issuer, clientId, clientSecret, scopes } = settings;
  return genericOAuth({
    config: [
      {
        providerId: providerIdOf(settings),
        discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        requireIdTokenVerification: true,
        clientId,
        ...(clientSecret === null ? { tokenEndpointAuth: { method: 'none' as const } } : { clientSecret }),
        scopes,
        pkce: true,
        redirectURI: `${baseUrl}${CALLBACK_PATH}`,
        mapProfileToUser(profile) {
          const run = underWay.getStore();
          if (run !== undefined) run.role = roleFrom(profile[settings.roleClaim], settings.roleMap);
          const name = typeof profile.name === 'string' && profile.name !== '' ? profile.name : (profile.email ?? '');
          return { name: name.slice(0, 80) };
        },
      },
    ],
  });
}

/** Runs one callback of the provider; `role` is what the claims gave, once `run` has ended. */
export async function duringSignInElsewhere<T>(run: () => Promise<T>): Promise<{ value: T; role: Role | null }> {
  const state: { role: Role | null } = { role: null };
  const value = await underWay.run(state, run);
  return { value, role: state.role };
}

/**
 * For the library's hook: with which role a person is created now. Undefined: not by a sign-in elsewhere; null: by one
 * that gives no role, so not at all.
 */
export function roleUnderWay(): Role | null | undefined {
  return underWay.getStore()?.role;
}

/** The highest role that a value of the claim maps to. `*` maps whoever has none of the others. */
export function roleFrom(claim: unknown, map: Readonly<Record<string, Role>>): Role | null {
  const values = (Array.isArray(claim) ? claim : [claim]).map(String);
  const roles = values.flatMap((value) => (Object.hasOwn(map, value) && value !== '*' ? [map[value]] : []));
  const highest = ROLES.toReversed().find((role) => roles.includes(role));
  return highest ?? (Object.hasOwn(map, '*') ? (map['*'] ?? null) : null);
}
