import { QueryClient } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { entitySchema, type EntityListItem } from '../domain/entity.ts';
import { knownEntity } from './known-entity.ts';

const row = (name: string): EntityListItem => ({
  arn: `arn:aws:ses:us-east-1:123456789012:tenant/${name}/tn-1`,
  name,
  tenantId: 'tn-1',
  partition: 'aws',
  region: 'us-east-1',
  account: '123456789012',
  connectionId: 'c1',
  connectionLabel: 'Production',
  standing: 'disabled-by-ses',
  sendingStatusAggregate: 'DISABLED',
  reputationImpact: 'HIGH',
  reputationManagementPolicy: null,
  customerManagedStatus: null,
  awsSesManagedStatus: { status: 'DISABLED', cause: 'Phishing.', lastUpdatedAt: '2026-11-22T02:14:07.000Z' },
  since: { at: '2026-11-22T02:14:07.000Z', atLeast: true, recordUpdatedAt: null },
  readAt: '2026-11-22T03:00:00.000Z',
  deletedAt: null,
  label: null,
  protection: null,
  cause: 'Phishing.',
  likelyAutomatic: false,
  strip: [],
});

it('is what a list knows, and claims nothing a list does not know', () => {
  const client = new QueryClient();
  const [acme, globex] = [row('acme'), row('globex')];
  client.setQueryData(['entities', {}, null], { items: [acme], nextCursor: null, total: 2, asOf: acme.readAt });
  client.setQueryData(['entities', {}, 'next'], { items: [globex], nextCursor: null, total: 2, asOf: acme.readAt });
  const known = knownEntity(client, globex.arn);
  expect(entitySchema.parse(known)).toMatchObject({
    name: 'globex',
    awsSesManagedStatus: { cause: 'Phishing.' },
    explanation: { sentence: 'globex (us-east-1): Disabled by SES', verdict: 'unknown', whoCanLift: 'unknown' },
    incarnation: 0,
  });
  expect(knownEntity(client, row('another').arn)).toBeUndefined();
});
