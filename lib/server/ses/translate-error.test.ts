import { describe, expect, it } from 'vitest';
import { StandingError } from '../errors.ts';
import type { FailedCall } from './failed-call.ts';
import { translateError } from './translate-error.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const call: FailedCall = {
  operation: 'GetReputationEntity',
  region: 'eu-west-1',
  captured: { status: 400, contentType: 'application/json', awsRequestId: 'r-1', serverTime: NOW },
  now: NOW,
};
const aws = (name: string, message = 'text', more: object = {}) =>
  Object.assign(new Error(message), { name, $fault: 'client', ...more });
const at = (status: number | null, more: Partial<FailedCall['captured']> = {}): FailedCall => ({
  ...call,
  captured: { ...call.captured, status, ...more },
});
const network = (code: string) => Object.assign(new Error(`connect ${code}`), { code });
const nowhere = at(null, { contentType: null, awsRequestId: null, serverTime: null });

describe('names', () => {
  it.each([
    ['TooManyRequestsException', 429, 'ses-throttled'],
    ['ThrottlingException', 400, 'ses-throttled'],
    ['AccessDeniedException', 403, 'ses-access-denied'],
    ['AccessDenied', 403, 'ses-access-denied'],
    ['ExpiredTokenException', 403, 'ses-credentials-expired'],
    ['ExpiredToken', 403, 'ses-credentials-expired'],
    ['UnrecognizedClientException', 403, 'ses-credentials-invalid'],
    ['InvalidClientTokenId', 403, 'ses-credentials-invalid'],
    ['SignatureDoesNotMatch', 403, 'ses-credentials-invalid'],
    ['InvalidSignatureException', 403, 'ses-credentials-invalid'],
    ['IncompleteSignature', 400, 'ses-credentials-invalid'],
    ['RequestExpired', 400, 'ses-clock-skew'],
    ['RequestTimeTooSkewed', 403, 'ses-clock-skew'],
    ['BadRequestException', 400, 'ses-bad-request'],
    ['LimitExceededException', 400, 'ses-bad-request'],
    ['NotFoundException', 404, 'ses-not-found'],
    ['UnknownOperationException', 404, 'ses-fault'],
    ['ConflictException', 409, 'ses-conflict'],
    ['InternalServiceErrorException', 500, 'ses-fault'],
    ['ServiceUnavailable', 503, 'ses-fault'],
    ['SomethingNew', 429, 'ses-throttled'],
    ['SomethingNew', 403, 'ses-access-denied'],
    ['SomethingNew', 400, 'ses-bad-request'],
    ['SomethingNew', 418, 'ses-fault'],
  ])('%s with %d is %s', (name, status, code) => {
    const error = translateError(aws(name), at(status));
    expect(error.code).toBe(code);
    expect(error.details.awsRequestId).toBe('r-1');
    expect(error.message).toMatch(/^[A-Z].*[."]$/s);
  });

  it('needs no class: what is thrown may be anything', () => {
    for (const thrown of [null, undefined, 'text', 5, {}, new Error('boom')]) {
      expect(translateError(thrown, nowhere).code).toBe('ses-unreachable');
    }
    const ours = new StandingError('ses-fault', 'Ours.');
    expect(translateError(ours, call)).toBe(ours);
  });
});

describe('a refusal by IAM', () => {
  it('names the action to allow, from the text where it says so', () => {
    const plain = translateError(aws('AccessDeniedException', ''), at(403));
    expect(plain.details.iamAction).toBe('ses:GetReputationEntity');
    const text = 'User: arn:aws:iam::1:user/u is not authorized to perform: ses:TagResource on resource: *';
    expect(translateError(aws('AccessDeniedException', text), at(403)).details.iamAction).toBe('ses:TagResource');
    expect(plain.message).not.toContain('user/');
  });

  it('says that the policy update needs two resources', () => {
    const policy = { ...at(403), operation: 'UpdateReputationEntityPolicy' };
    expect(translateError(aws('AccessDeniedException', ''), policy).message).toContain('reputation policy');
  });

  it('tells an explicit deny and the organisation from a missing permission', () => {
    const denied = (why: string) => translateError(aws('AccessDeniedException', `... with an ${why}`), at(403)).message;
    expect(denied('explicit deny in a service control policy')).toContain('organisation');
    expect(denied('explicit deny in an identity-based policy')).toContain('explicitly');
  });
});

describe('the clock', () => {
  it.each([
    [
      'InvalidSignatureException',
      'Signature expired: 20261123T113000Z is now earlier than',
      30 * 60_000,
      '30 min behind',
    ],
    ['SignatureDoesNotMatch', 'Signature not yet current: 20261123T', -7_200_000, '2 h ahead of'],
    ['SignatureDoesNotMatch', 'does not match', 6 * 60_000, '6 min behind'],
    ['RequestExpired', 'Request has expired.', 0, 'more than five minutes'],
  ])('%s (%s) says how far it is off', (name, message, ahead, words) => {
    const error = translateError(aws(name, message), at(403, { serverTime: NOW + ahead }));
    expect(error.code).toBe('ses-clock-skew');
    expect(error.message).toContain(words);
  });

  it('is not blamed for a wrong secret', () => {
    const error = translateError(aws('SignatureDoesNotMatch', 'does not match'), at(403, { serverTime: NOW + 2000 }));
    expect(error.code).toBe('ses-credentials-invalid');
    expect(error.message).toContain('secret access key');
  });
});

describe('the network', () => {
  it.each([
    ['ENOTFOUND', 'does not resolve'],
    ['ECONNREFUSED', 'refused'],
    ['ECONNRESET', 'broke off'],
    ['ETIMEDOUT', 'timed out'],
    ['CERT_HAS_EXPIRED', 'expired'],
    ['EWHATEVER', 'EWHATEVER'],
  ])('%s: %s', (code, words) => {
    const error = translateError(network(code), nowhere);
    expect(error.code).toBe('ses-unreachable');
    expect(error.message).toContain(words);
  });

  it('looks inside what wraps an error', () => {
    const wrapped = new AggregateError([network('ECONNREFUSED')], 'all failed');
    expect(translateError(Object.assign(new Error('x'), { cause: wrapped }), nowhere).message).toContain('refused');
  });

  it('a proxy answers for SES: never a refusal, never an absence', () => {
    for (const status of [200, 403, 404, 407, 502]) {
      const page = Object.assign(new SyntaxError('Unexpected token <'), { $fault: 'client' });
      const error = translateError(page, at(status, { contentType: 'text/html' }));
      expect(error.code).toBe('ses-unreachable');
      expect(error.message).toContain('web page');
    }
  });

  it('leaves a write in doubt, and a read not', () => {
    const late = new DOMException('x', 'TimeoutError');
    expect(translateError(late, { ...nowhere, write: true }).message).toContain('not known');
    expect(translateError(late, nowhere).message).toContain('in time');
    expect(translateError(late, nowhere).message).not.toContain('not known');
  });
});

describe('what the sentence repeats', () => {
  it("is SES's reason for a bad request, short and inert", () => {
    const error = translateError(aws('BadRequestException', `bad\u202e\n\u0000name ${'x'.repeat(900)}`), call);
    expect(error.message).toContain('bad name');
    expect(error.message.length).toBeLessThan(420);
    expect(error.message).not.toMatch(/[\p{C}]/u);
  });

  it("is never an account's review, a credential or a signature", () => {
    const secret = 'ongoing account details update under review AKIAEXAMPLE wJalrXUtn';
    for (const name of [
      'ConflictException',
      'SignatureDoesNotMatch',
      'AccessDeniedException',
      'ExpiredTokenException',
    ]) {
      expect(translateError(aws(name, secret), at(403)).message).not.toMatch(/review|AKIA|wJalr/);
    }
  });
});
