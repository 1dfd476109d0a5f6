import 'server-only';
import { isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import type { Role } from '../domain/access.ts';
import { environmentSchema, type Environment } from './config-variables.ts';
import { readOidc as openIdConnect } from './config-oidc.ts';
import type { LogLevel } from './log.ts';

export interface Config {
  /** 0 asks the system for a free port. */
  port: number;
  host: string;
  /** Public base URL without a slash at the end; null: from host and port, once the port is known. */
  url: string | null;
  /** Absolute path. */
  dataDir: string;
  /** `postgres://…`; null: SQLite in the data directory. */
  databaseUrl: string | null;
  /** Null: generated once in the data directory. */
  secret: string | null;
  /** The secret before this one; opens what is not sealed again yet. */
  previousSecret: string | null;
  admin: { email: string; password: string } | null;
  /** Signing in with an identity provider by OpenID Connect; null: not set up. */
  oidc: {
    issuer: string;
    clientId: string;
    /** Null: a public client, by PKCE alone. */
    clientSecret: string | null;
    /** On the button of the sign-in page. */
    name: string;
    scopes: string[];
    roleClaim: string;
    roleMap: Readonly<Record<string, Role>>;
  } | null;
  watchIntervalSeconds: number;
  /** Requests a second per account and Region. */
  sesRate: number;
  /** The most of that rate that background lanes may use, 0 to 1. */
  sesShare: number;
  /** No sign-in; only on a loopback host. */
  demo: boolean;
  trustedProxyCount: number;
  /** `/metrics` is answered to this machine without a token. */
  metricsOpen: boolean;
  /** The webhook may go to private networks and over plain HTTP. */
  webhookPrivate: boolean;
  logLevel: LogLevel;
  /** What the SDK's ambient chain would use; null is not an error but the set-up page. */
  awsRegion: string | null;
  sesEndpoint: string | null;
  stsEndpoint: string | null;
}

/** Values that must not be repeated on a screen or in a log. */
const SECRET = new Set([
  'STANDING_SECRET',
  'STANDING_SECRET_PREVIOUS',
  'STANDING_ADMIN_PASSWORD',
  'STANDING_OIDC_CLIENT_SECRET',
  'DATABASE_URL',
]);

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** `http://host:port` as a browser writes it. */
export function baseUrlOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : isIPv6(host) ? `[${host}]` : host;
  return port === 80 ? `http://${name}` : `http://${name}:${port}`;
}

/**
 * Parses the environment, once, at start. A variable set to the empty string counts as not set.
 * Absent AWS credentials or Region are no error here: the ambient connection then shows as a set-up page.
 * @throws Error whose message is one sentence: the variable, what it got (secrets masked), what it takes.
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== '' && value !== undefined),
  );
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const name = String(issue?.path[0]);
    throw new Error(`${name} is ${shown(name, given[name] ?? '')}: it takes ${issue?.message}.`);
  }
  return assemble(parsed.data);
}

function shown(name: string, value: string): string {
  return SECRET.has(name) ? `set (${value.length} characters, not shown)` : JSON.stringify(value.slice(0, 200));
}

function assemble(variables: Environment): Config {
  const host = variables.STANDING_HOST.replace(/^\[(.*)\]$/, '$1');
  if (variables.STANDING_DEMO && !isLoopback(host)) {
    throw new Error(
      `STANDING_DEMO is "1" while STANDING_HOST is "${host}": it takes a loopback host such as 127.0.0.1, because the demo asks for no sign-in.`,
    );
  }
  return {
    port: variables.PORT,
    host,
    url: variables.STANDING_URL ?? null,
    dataDir: resolve(variables.STANDING_DATA_DIR),
    databaseUrl: variables.DATABASE_URL ?? null,
    secret: variables.STANDING_SECRET ?? null,
    previousSecret: variables.STANDING_SECRET_PREVIOUS ?? null,
    admin: administrator(variables.STANDING_ADMIN_EMAIL, variables.STANDING_ADMIN_PASSWORD),
    oidc: openIdConnect(variables),
    watchIntervalSeconds: variables.STANDING_WATCH_INTERVAL_SECONDS,
    sesRate: variables.STANDING_SES_RATE,
    sesShare: variables.STANDING_SES_SHARE,
    demo: variables.STANDING_DEMO,
    trustedProxyCount: variables.STANDING_TRUSTED_PROXIES,
    metricsOpen: variables.STANDING_METRICS_OPEN,
    webhookPrivate: variables.STANDING_WEBHOOK_PRIVATE,
    logLevel: variables.STANDING_LOG_LEVEL,
    awsRegion: variables.AWS_REGION ?? variables.AWS_DEFAULT_REGION ?? null,
    sesEndpoint: variables.AWS_ENDPOINT_URL_SESV2 ?? variables.AWS_ENDPOINT_URL ?? null,
    stsEndpoint: variables.AWS_ENDPOINT_URL_STS ?? variables.AWS_ENDPOINT_URL ?? null,
  };
}

function administrator(email: string | undefined, password: string | undefined): Config['admin'] {
  if (email !== undefined && password !== undefined) return { email, password };
  if (email === undefined && password === undefined) return null;
  const [present, absent] =
    email === undefined
      ? ['STANDING_ADMIN_PASSWORD', 'STANDING_ADMIN_EMAIL']
      : ['STANDING_ADMIN_EMAIL', 'STANDING_ADMIN_PASSWORD'];
  throw new Error(`${absent} is not set while ${present} is: it takes a value beside it, or neither of them.`);
}
