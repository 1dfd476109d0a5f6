import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameHider } from './hide-names.ts';

const NAMED = {
  name: 'acme-receipts',
  arn: 'arn:aws:ses:us-east-1:111122223333:tenant/acme-receipts/tn-7f3a',
  account: '111122223333',
  tenantId: 'tn-7f3a',
  others: ['Acme Corporation', 'mail.acme.example'],
};
const hide = nameHider(NAMED);

describe('hiding names', () => {
  it.each([
    ['Paused acme-receipts for review', 'Paused [sender] for review'],
    ['ACME_Receipts and Acme  Receipts', '[sender] and [sender]'],
    ['tenant acme%2dreceipts', 'tenant acme%2dreceipts'],
    [`about ${NAMED.arn}, see case`, 'about [ARN], see case'],
    [`about ${encodeURIComponent(NAMED.arn)}`, 'about [ARN]'],
    ['other arn:aws:ses:eu-west-1:999988887777:identity/acme.example', 'other [ARN]'],
    ['tn-7F3A in 111122223333', '[tenant id] in [account]'],
    ['also account 444455556666', 'also account [account]'],
    ['5555222233334 is longer', '5555222233334 is longer'],
    ['write to ops@acme.example now', 'write to [address] now'],
    ['Acme Corporation sent from MAIL.ACME.example', '[hidden] sent from [hidden]'],
    ['The bounce rate exceeded 15.0%', 'The bounce rate exceeded 15.0%'],
  ])('%s', (text, shown) => {
    expect(hide(text)).toBe(shown);
  });

  it('leaves the words around a short name readable', () => {
    const short = nameHider({ ...NAMED, name: 'a', others: [] });
    expect(short('a pause: a was paused after a complaint')).toBe(
      '[sender] pause: [sender] was paused after [sender] complaint',
    );
    expect(short('bananas')).toBe('bananas');
  });

  it('takes any name out of any text, whatever characters it has', () => {
    const name = fc.string({ unit: 'binary', minLength: 4, maxLength: 30 }).filter((text) => text.trim().length >= 4);
    const check = fc.check(
      fc.property(name, fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (text, before, after) => {
        const hidden = nameHider({ ...NAMED, name: text })(`${before} ${text} ${after}`);
        // What stands around it, and in its place, may happen to hold the same characters.
        const rest = `${before}  ${after} [sender] [ARN] [address] [account]`;
        return rest.includes(text) || !hidden.includes(text);
      }),
      { numRuns: 25 },
    );
    expect(check.counterexample).toBeNull();
  }, 30_000);
});
