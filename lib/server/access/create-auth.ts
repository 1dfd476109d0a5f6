import 'server-only';
import { betterAuth, type BetterAuthOptions } from 'better-auth';
import { getMigrations } from 'better-auth/db/migration';
import { twoFactor } from 'better-auth/plugins/two-factor';
import type { Log } from '../log.ts';
import type { Role } from '../../domain/access.ts';
import { elsewherePlugin, type OidcSettings, roleUnderWay } from './sign-in-elsewhere.ts';
import { hashPassword, verifyPassword } from './hash-password.ts';
import { signInSecrets } from './sign-in-secrets.ts';

export interface AuthSettings {
  database: NonNullable<BetterAuthOptions['database']>;
  /** Signs cookies. */
  secret: string;
  /** Secrets it replaced: they open second factors until those are sealed again. */
  earlierSecrets?: readonly string[] | undefined;
  /** Public base URL. */
  baseUrl: string;
  /** Header in which the door tells the client's address. */
  clientAddressHeader: string;
  log: Log;
  /** Signing in with an identity provider; null: not set up. */
  oidc: OidcSettings | null;
  /** Runs it while no other process starts on the same database. */
  alone<T>(run: () => Promise<T>): Promise<T>;
  /** Whether this person may have a session at all. */
  maySignIn(userId: string): Promise<boolean>;
  /** A session was ended, by its owner or by another. */
  onSessionEnded(sessionId: string): void;
}

const DAY_SECONDS = 86_400;

/**
 * The sign-in library with what we use of it and nothing else: e-mail and password, sessions, a second factor by TOTP.
 * Its tables are brought up to date first. No account linking, no telemetry, no sign-up.
 */
export async function createAuth(settings: AuthSettings) {
  const options = optionsOf(settings);
  await settings.alone(async () => {
    const { runMigrations } = await getMigrations(options);
    await runMigrations();
  });
  const auth = betterAuth(options);
  const context = await auth.$context;
  return { auth, context, cookieName: context.authCookies.sessionToken.name };
}
export type Auth = Awaited<ReturnType<typeof createAuth>>;

function optionsOf(settings: AuthSettings) {
  const isHttps = settings.baseUrl.startsWith('https://');
  return {
    appName: 'Standing',
    baseURL: settings.baseUrl,
    basePath: '/api/auth',
    secret: settings.secret,
    secrets: signInSecrets(settings.secret, settings.earlierSecrets),
    database: settings.database,
    telemetry: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: {
      modelName: 'auth_users',
      // `input: false`: nobody may say their own role in a request.
      additionalFields: {
        role: { type: 'string', required: true, input: false, defaultValue: 'viewer' },
        /** JSON array; null: all connections. */
        connectionIds: { type: 'string', required: false, input: false },
        /** Epoch ms. */
        deactivatedAt: { type: 'number', bigint: true, required: false, input: false },
      },
    },
    // A session ends a week after it began: the cookie and the row then never disagree.
    session: {
      modelName: 'auth_sessions',
      expiresIn: 7 * DAY_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
      /** Last use, epoch ms, written now and then (remember-principals.ts). */
      additionalFields: { seenAt: { type: 'number', bigint: true, required: false, input: false } },
    },
    account: { modelName: 'auth_accounts', accountLinking: { enabled: false }, updateAccountOnSignIn: false },
    verification: { modelName: 'auth_verifications' },
    // Its limits are per address and path; ours are per account and network prefix (count-attempts.ts).
    rateLimit: { enabled: false },
    plugins: [
      twoFactor({ issuer: 'Standing', schema: { twoFactor: { modelName: 'auth_two_factors' } } }),
      ...(settings.oidc === null ? [] : [elsewherePlugin(settings.oidc, settings.baseUrl)]),
    ],
    advanced: {
      ipAddress: { ipAddressHeaders: [settings.clientAddressHeader], ipv6Subnet: 56 },
      disableOriginCheck: false,
      disableCSRFCheck: false,
      // The library's own prefix would be `__Secure-`; `__Host-` also forbids a domain and another path.
      useSecureCookies: false,
      defaultCookieAttributes: { secure: isHttps, httpOnly: true, sameSite: 'lax', path: '/' },
      cookies: {
        session_token: { name: cookieName('session', isHttps) },
        two_factor: { name: cookieName('second-factor', isHttps) },
        state: { name: cookieName('state', isHttps) },
      },
      cookiePrefix: 'standing',
    },
    logger: { level: 'debug', log: loggerOver(settings.log) },
    databaseHooks: {
      user: { create: { before: async (user) => withRoleUnderWay(user) } },
      // We never call the provider on somebody's behalf, so none of its tokens is worth keeping.
      account: {
        create: {
          before: async (account) => ({ data: { ...account, accessToken: null, refreshToken: null, idToken: null } }),
        },
      },
      session: {
        create: { before: async (session: { userId: string }) => await settings.maySignIn(session.userId) },
        delete: { after: async (session: { id: string }) => settings.onSessionEnded(session.id) },
      },
    },
  } satisfies BetterAuthOptions;
}

/** False: nobody is created for whom the identity provider says no role. */
function withRoleUnderWay<T extends object>(user: T): { data: T & { role?: Role } } | false {
  const role = roleUnderWay();
  if (role === null) return false;
  return { data: role === undefined ? user : { ...user, role } };
}

function cookieName(name: string, isHttps: boolean): string {
  return isHttps ? `__Host-standing.${name}` : `standing.${name}`;
}

/** What it warns of (a wrong password) is routine for us; only its errors are errors. */
function loggerOver(log: Log) {
  return (level: 'debug' | 'info' | 'warn' | 'error', message: string, ...rest: unknown[]) => {
    const fields = { library: 'better-auth', err: rest.find((value) => value instanceof Error) };
    if (level === 'error') log.error(fields, message);
    else log.debug(fields, message);
  };
}
