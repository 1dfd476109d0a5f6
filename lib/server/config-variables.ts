import 'server-only';
import * as z from 'zod/mini';

/** Every message completes the sentence "X is "…": it takes …". */
function wholeNumber(minimum: number, maximum: number, unit: string) {
  return numberWithin(/^\d{1,9}$/, minimum, maximum, `a whole number${unit} from ${minimum} to ${maximum}`);
}

function numberWithin(shape: RegExp, minimum: number, maximum: number, takes: string) {
  return z.pipe(
    z.string().check(z.trim(), z.regex(shape, takes)),
    z.pipe(
      z.transform((text: string) => Number(text)),
      z.number().check(z.minimum(minimum, takes), z.maximum(maximum, takes)),
    ),
  );
}

const DECIMAL = /^\d{1,6}(\.\d{1,6})?$/;

function url(pattern: RegExp, takes: string) {
  return z.string().check(
    z.trim(),
    z.refine((text) => pattern.test(text) && URL.canParse(text), takes),
  );
}

const HTTP = /^https?:\/\/[^\s/?#]/;
const endpoint = z.optional(url(HTTP, 'a URL that starts with http:// or https://'));

/** A base URL: no path beyond `/`, no query, no fragment, because pages live at the root. */
const publicUrl = z.pipe(
  z.string().check(
    z.trim(),
    z.refine(
      (text) => HTTP.test(text) && URL.canParse(text) && `${new URL(text).origin}/` === new URL(text).href,
      'a URL without a path, such as https://standing.example.com',
    ),
  ),
  z.transform((text: string) => new URL(text).origin),
);

export const environmentSchema = z.object({
  PORT: z._default(wholeNumber(0, 65_535, ''), 3000),
  STANDING_HOST: z._default(
    z.string().check(z.trim(), z.regex(/^(\[?[0-9a-fA-F:.]+\]?|[A-Za-z0-9.-]+)$/, 'a host name or an IP address')),
    '127.0.0.1',
  ),
  STANDING_URL: z.optional(publicUrl),
  STANDING_DATA_DIR: z._default(z.string().check(z.maxLength(4096, 'a path of at most 4096 characters')), './data'),
  DATABASE_URL: z.optional(url(/^postgres(ql)?:\/\//, 'a URL that starts with postgres://, or nothing for SQLite')),
  STANDING_SECRET: z.optional(z.string().check(z.minLength(32, 'at least 32 characters'))),
  STANDING_SECRET_PREVIOUS: z.optional(z.string().check(z.minLength(32, 'at least 32 characters'))),
  STANDING_ADMIN_EMAIL: z.optional(z.email('an e-mail address')),
  STANDING_ADMIN_PASSWORD: z.optional(
    z.string().check(z.minLength(8, 'from 8 to 128 characters'), z.maxLength(128, 'from 8 to 128 characters')),
  ),
  STANDING_OIDC_ISSUER: z.optional(url(HTTP, 'the issuer, a URL that starts with https://')),
  STANDING_OIDC_CLIENT_ID: z.optional(z.string()),
  STANDING_OIDC_CLIENT_SECRET: z.optional(z.string()),
  STANDING_OIDC_NAME: z._default(
    z.string().check(z.trim(), z.maxLength(60, 'a name of at most 60 characters')),
    'single sign-on',
  ),
  STANDING_OIDC_SCOPES: z._default(
    z.string().check(z.regex(/^[\x21-\x7e]+( [\x21-\x7e]+)*$/, 'scopes with one space between them')),
    'openid email profile',
  ),
  STANDING_OIDC_ROLE_CLAIM: z._default(z.string().check(z.maxLength(200, 'the name of a claim')), 'roles'),
  STANDING_OIDC_ROLE_MAP: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^\s*[^=,]+=(viewer|operator|administrator)\s*(,\s*[^=,]+=(viewer|operator|administrator)\s*)*$/,
          'pairs such as standing-admins=administrator,staff=viewer',
        ),
      ),
  ),
  STANDING_WATCH_INTERVAL_SECONDS: z._default(wholeNumber(1, 86_400, ' of seconds'), 60),
  STANDING_SES_RATE: z._default(
    numberWithin(DECIMAL, 0.01, 1000, 'a number of requests a second from 0.01 to 1000'),
    1,
  ),
  STANDING_SES_SHARE: z._default(numberWithin(DECIMAL, 0.01, 1, 'a share from 0.01 to 1'), 0.5),
  STANDING_DEMO: z._default(
    z.pipe(
      z.enum(['0', '1'], '1 for the demo, or 0'),
      z.transform((text) => text === '1'),
    ),
    false,
  ),
  STANDING_WEBHOOK_PRIVATE: z._default(
    z.pipe(
      z.enum(['0', '1'], '1 to send messages to private networks and over plain HTTP too, or 0'),
      z.transform((text) => text === '1'),
    ),
    false,
  ),
  STANDING_METRICS_OPEN: z._default(
    z.pipe(
      z.enum(['0', '1'], '1 to answer /metrics to this machine without a token, or 0'),
      z.transform((text) => text === '1'),
    ),
    false,
  ),
  STANDING_TRUSTED_PROXIES: z._default(wholeNumber(0, 10, ' of proxies in front'), 0),
  STANDING_LOG_LEVEL: z._default(
    z.enum(
      ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
      'one of trace, debug, info, warn, error, fatal, silent',
    ),
    'info',
  ),
  AWS_REGION: z.optional(z.string()),
  AWS_DEFAULT_REGION: z.optional(z.string()),
  AWS_ENDPOINT_URL: endpoint,
  AWS_ENDPOINT_URL_SESV2: endpoint,
  AWS_ENDPOINT_URL_STS: endpoint,
});

export type Environment = z.infer<typeof environmentSchema>;
