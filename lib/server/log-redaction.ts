import 'server-only';

/** Key names whose values never reach the log, whatever holds them. Compared without case, `-` and `_`. */
const SECRET_KEY =
  /password|passwd|secret|token|cookie|authorization|credential|sealed|apikey|privatekey|signature|sessionid|^session$|^totp|backupcode|^jwe$|databaseurl|externalid/;
/** These contain one of the words above and are harmless. */
const HARMLESS_KEY = /^(nexttoken|pagetoken|haspassword|tokenid|credentialkind|tokenbucket)$/;

const SECRET_TEXT: [RegExp, string][] = [
  [/\bst_[\w-]{43}(?![\w-])/g, '[API token]'],
  [/\bs[pb]1\.[\w-]{10}\.[\w-]{43}\.[0-9a-f]{32}(?![0-9a-f])/g, '[share link]'],
  [/(standing\.session=)[^;\s"']+/g, '$1[hidden]'],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, '[access key]'],
  [/([a-z][a-z0-9+.-]*:\/\/[^:/@\s]+:)[^@\s]+@/gi, '$1[hidden]@'],
  [/\b(Bearer|Signature=|X-Amz-Signature=|X-Amz-Security-Token=)\s*[\w+/=.%-]{8,}/g, '$1[hidden]'],
];

function cleanText(text: string): string {
  let clean = text.length > 4000 ? `${text.slice(0, 4000)}… (${text.length} characters)` : text;
  for (const [pattern, replacement] of SECRET_TEXT) clean = clean.replace(pattern, replacement);
  return clean;
}

function isSecretKey(key: string): boolean {
  const plain = key.toLowerCase().replaceAll(/[-_]/g, '');
  return SECRET_KEY.test(plain) && !HARMLESS_KEY.test(plain);
}

/**
 * A copy fit for the log: values under secret names replaced by `[hidden]`, secrets inside texts masked, errors
 * flattened to type, message, code, stack and cause, everything deeper than six levels or longer than 50 items cut.
 */
export function withoutSecrets(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth > 6) return '[deeper]';
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => withoutSecrets(item, depth + 1));
  if (value instanceof Error) return flattenError(value, depth);
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  const clean: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    clean[key] = isSecretKey(key) && item != null ? '[hidden]' : withoutSecrets(item, depth + 1);
  }
  return clean;
}

function flattenError(error: Error, depth: number): Record<string, unknown> {
  const code: unknown = 'code' in error ? error.code : undefined;
  return {
    type: error.name,
    message: cleanText(error.message),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    stack: cleanText(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: withoutSecrets(error.cause, depth + 1) }),
  };
}
