import { expect, it } from 'vitest';
import { parseResource } from './parse-resource.ts';

it.each([
  ['example.com', 'example.com', ['example.com']],
  [' Mail.Example.COM ', 'mail.example.com', ['mail.example.com']],
  ['xn--bcher-kva.example', 'xn--bcher-kva.example', ['xn--bcher-kva.example']],
  ['Ada@Example.com', 'Ada@example.com', ['ada@example.com', 'example.com']],
])('%j is sought as %s', (text, resource, identities) => {
  expect(parseResource(text)).toMatchObject({ resource, identities });
});

it.each([
  '',
  'acme',
  'acme.',
  '.com',
  'a..b',
  '10.0.0.1',
  'high bounce.rate now',
  'arn:aws:ses:us-east-1:111122223333:tenant/acme/tn-1',
  '@example.com',
  'a b@example.com',
  'a\u202Eb@example.com',
  'a/b@example.com',
  `${'a'.repeat(65)}@example.com`,
  `${'a'.repeat(64)}.com`,
])('%j is neither a domain nor an address', (text) => {
  expect(parseResource(text)).toBeNull();
});
