import { describe, expect, it } from 'vitest';
import { addConnectionSchema, connectionIdSchema } from './connection.ts';

const INPUT = {
  label: ' Production ',
  region: 'us-east-1',
  accessKeyId: 'AKIAABCDEFGHIJKLMNOP',
  secretAccessKey: 'secret access key',
};

describe('addConnectionSchema', () => {
  it('takes what AWS gives, without the spaces of a careless copy', () => {
    const parsed = addConnectionSchema.parse({
      ...INPUT,
      region: ' us-gov-west-1\n',
      accessKeyId: ' ASIA0123456789ABCDEF ',
    });
    expect(parsed).toMatchObject({ label: 'Production', region: 'us-gov-west-1', accessKeyId: 'ASIA0123456789ABCDEF' });
  });

  it.each([
    ['label', ''],
    ['label', 'x'.repeat(81)],
    ['label', 'a\u0000b'],
    ['region', 'us-east-1.example.com'],
    ['region', 'US East'],
    ['accessKeyId', 'AKIA short'],
    ['secretAccessKey', ''],
  ])('refuses %s %j', (field, value) => {
    const { error } = addConnectionSchema.safeParse({ ...INPUT, [field]: value });
    expect(error?.issues[0]).toMatchObject({ path: [field], message: expect.stringMatching(/^takes /) as string });
  });
});

it.each(['', '\u0000', 'a/b', '../x', 'x'.repeat(81)])('connectionIdSchema refuses %j', (id) => {
  expect(connectionIdSchema.safeParse({ id }).success).toBe(false);
});
