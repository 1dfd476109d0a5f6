import { describe, expect, it } from 'vitest';
import { hashPassword, verifyPassword } from './hash-password.ts';

describe('passwords', () => {
  it('verifies its own hash and nothing else', async () => {
    const hash = await hashPassword('correct horse battery staple');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await verifyPassword({ hash, password: 'correct horse battery staple' })).toBe(true);
    expect(await verifyPassword({ hash, password: 'correct horse battery staples' })).toBe(false);
    expect(await verifyPassword({ hash: hash.slice(0, -2), password: 'correct horse battery staple' })).toBe(false);
  });

  it('salts', async () => {
    expect(await hashPassword('same')).not.toBe(await hashPassword('same'));
  });

  it('takes the same characters composed in another way', async () => {
    const hash = await hashPassword('caf\u00e9-caf\u00e9');
    expect(await verifyPassword({ hash, password: 'cafe\u0301-cafe\u0301' })).toBe(true);
  });

  it('takes the cost from the hash, so that a changed cost does not verify', async () => {
    const cheaper = (await hashPassword('x')).replace('t=2', 't=1');
    expect(await verifyPassword({ hash: cheaper, password: 'x' })).toBe(false);
  });

  it.each(['', 'plain', '$2b$10$abcdefghijklmnopqrstuv', '$argon2i$v=19$m=16,t=2,p=1$c29tZXNhbHQ$AAAA'])(
    'refuses %j as a hash',
    async (hash) => {
      expect(await verifyPassword({ hash, password: 'x' })).toBe(false);
    },
  );
});
