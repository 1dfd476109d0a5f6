import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasCode } from '../errors.ts';
import { readRows } from './read-rows.ts';
import { reshapeAccount, reshapeConfigurationSet, reshapeIdentity } from './reshape-account.ts';
import { reshapeAskedEntity, reshapeEntity } from './reshape-entity.ts';
import { reshapeFinding } from './reshape-finding.ts';
import { reshapeAskedTenant, reshapeTenant } from './reshape-tenant.ts';
import { entityShape, findingShape, tenantShape } from './wire-schemas.ts';

const ARN = 'arn:aws:ses:us-east-1:111122223333:tenant/acme/tn-1';
const page = { member: 'ReputationEntities', shape: entityShape, reshape: reshapeEntity, token: null };
const rowsOf = (rows: unknown, rest: object = {}) => readRows({ ReputationEntities: rows, ...rest }, page);
const asked = (entity: unknown) => reshapeAskedEntity({ ReputationEntity: entity }, ARN);
const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return hasCode(error, 'ses-fault') ? error.code : `not ours: ${String(error)}`;
  }
  return 'none';
};

const EMPTY = {
  sendingStatusAggregate: null,
  customerManagedStatus: null,
  awsSesManagedStatus: null,
  reputationImpact: null,
  reputationManagementPolicy: null,
};

describe('an entity', () => {
  it('keeps raw words, also those nobody knows yet, and turns epoch seconds into milliseconds', () => {
    expect(
      asked({
        ReputationEntityReference: ARN,
        ReputationEntityType: 'RESOURCE',
        SendingStatusAggregate: 'HALTED',
        CustomerManagedStatus: { Status: 'DISABLED', Cause: '<b>Bounces</b>', LastUpdatedTimestamp: 1752250634.145 },
        AwsSesManagedStatus: { Status: null, Cause: null },
        ReputationImpact: 'MEDIUM',
        ReputationManagementPolicy: 'arn:aws:ses:us-east-1:aws:reputation-policy/gentle',
      }),
    ).toEqual({
      arn: ARN,
      sendingStatusAggregate: 'HALTED',
      customerManagedStatus: { status: 'DISABLED', cause: '<b>Bounces</b>', lastUpdatedAt: 1752250634145 },
      awsSesManagedStatus: { status: null, cause: null, lastUpdatedAt: null },
      reputationImpact: 'MEDIUM',
      reputationManagementPolicy: 'arn:aws:ses:us-east-1:aws:reputation-policy/gentle',
    });
  });

  it('with no member but the reference, or none at all, reports nothing', () => {
    expect(asked({ ReputationEntityReference: ARN })).toEqual({ arn: ARN, ...EMPTY });
    expect(asked({})).toEqual({ arn: ARN, ...EMPTY });
  });

  it.each([
    ['absent', {}],
    ['null', { ReputationEntity: null }],
    ['a word', { ReputationEntity: 'ENABLED' }],
    ['a list', { ReputationEntity: [] }],
    [
      'another entity',
      { ReputationEntity: { ReputationEntityReference: `${ARN}x`, SendingStatusAggregate: 'ENABLED' } },
    ],
  ])('that is %s in a good answer is a fault, never healthy', (_, body) => {
    expect(codeOf(() => reshapeAskedEntity(body, ARN))).toBe('ses-fault');
  });

  it.each([[-1], [0], [1752250634145], [1e300], ['2026-11-23T07:00:00Z'], [true], [{}]])(
    'has no time where SES gives %j',
    (time) => {
      const record = { Status: 'DISABLED', Cause: 'c', LastUpdatedTimestamp: time };
      expect(asked({ CustomerManagedStatus: record }).customerManagedStatus).toEqual({
        status: 'DISABLED',
        cause: 'c',
        lastUpdatedAt: null,
      });
    },
  );
});

describe('a page', () => {
  it('keeps the good rows and good members beside broken ones, and counts what it dropped', () => {
    const good = { ReputationEntityReference: ARN, SendingStatusAggregate: 'DISABLED' };
    const { rows, malformed, unnamed, nextToken } = rowsOf(
      [
        good,
        { ...good, SendingStatusAggregate: 7, CustomerManagedStatus: 'x' },
        null,
        'row',
        { ReputationImpact: 'LOW' },
      ],
      { NextToken: 'next' },
    );
    expect(rows).toEqual([
      { arn: ARN, ...EMPTY, sendingStatusAggregate: 'DISABLED' },
      { arn: ARN, ...EMPTY },
    ]);
    expect({ malformed, unnamed, nextToken }).toEqual({ malformed: 4, unnamed: 3, nextToken: 'next' });
  });

  it('without a list or a token is the empty last page', () => {
    for (const body of [{}, { ReputationEntities: null, NextToken: null }, { ReputationEntities: [], NextToken: '' }]) {
      expect(readRows(body, page)).toEqual({ rows: [], nextToken: null, malformed: 0, unnamed: 0 });
    }
  });

  it('that leads back to itself, or whose list is none, is a fault', () => {
    expect(codeOf(() => readRows({ NextToken: 't' }, { ...page, token: 't' }))).toBe('ses-fault');
    expect(codeOf(() => rowsOf([], { NextToken: 5 }))).toBe('ses-fault');
    expect(codeOf(() => rowsOf([], { NextToken: 'a\0b' }))).toBe('ses-fault');
    expect(codeOf(() => rowsOf({}))).toBe('ses-fault');
  });
});

describe('anything', () => {
  const members = fc.constantFrom(
    ...Object.keys(entityShape.shape),
    ...Object.keys(findingShape.shape),
    ...Object.keys(tenantShape.shape),
    'Status',
    'Cause',
    'LastUpdatedTimestamp',
    'SendQuota',
    'Max24HourSend',
    'DkimAttributes',
    '__proto__',
  );
  const word = fc.constantFrom('ENABLED', 'DISABLED', 'LOW', ARN, '', '\u202e');
  const { wire } = fc.letrec<{ wire: unknown }>((tie) => ({
    wire: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue({ maxDepth: 1 }),
      word,
      fc.double(),
      fc.dictionary(members, tie('wire'), { maxKeys: 6 }),
      fc.array(tie('wire'), { maxLength: 4 }),
    ),
  }));
  const textIn = (value: unknown) => JSON.stringify(value) ?? '';

  it('reshapes without a throw of its own, and never says ENABLED where the wire did not', () => {
    fc.assert(
      fc.property(wire, (value) => {
        const { rows, malformed, unnamed } = rowsOf([value]);
        expect(rows.length + unnamed).toBe(1);
        expect(malformed).toBeGreaterThanOrEqual(0);
        for (const row of rows) {
          expect(Object.keys(row).sort()).toEqual(['arn', ...Object.keys(EMPTY)].sort());
          const status = row.sendingStatusAggregate;
          expect(status === null || textIn(value).includes(textIn(status))).toBe(true);
          const times = [row.customerManagedStatus?.lastUpdatedAt, row.awsSesManagedStatus?.lastUpdatedAt];
          for (const time of times) expect(time == null || !Number.isNaN(new Date(time).getTime())).toBe(true);
        }
        expect(textIn(rows).includes('ENABLED') && !textIn(value).includes('ENABLED')).toBe(false);
        expect(['none', 'ses-fault']).toContain(codeOf(() => asked(value)));
        expect(['none', 'ses-fault']).toContain(codeOf(() => reshapeAskedTenant({ Tenant: value }, 'acme')));
        readRows({ L: [value] }, { member: 'L', shape: findingShape, reshape: reshapeFinding, token: null });
        readRows({ L: [value] }, { member: 'L', shape: tenantShape, reshape: reshapeTenant, token: null });
      }),
      { numRuns: 400 },
    );
  });

  it('reshapes account, identity and configuration set from anything', () => {
    fc.assert(
      fc.property(fc.dictionary(members, wire), (body) => {
        for (const value of Object.values(reshapeAccount(body))) expect(value).not.toBe(undefined);
        expect(reshapeIdentity(body, 'example.com').name).toBe('example.com');
        expect(reshapeConfigurationSet(body, 'events').name).toBe('events');
      }),
    );
  });
});
