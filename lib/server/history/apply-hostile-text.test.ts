import { expect, it } from 'vitest';
import { applyFindings } from '../findings/apply-findings.ts';
import { readRows } from '../ses/read-rows.ts';
import { reshapeEntity } from '../ses/reshape-entity.ts';
import { reshapeFinding } from '../ses/reshape-finding.ts';
import { entityShape, findingShape } from '../ses/wire-schemas.ts';
import { makeConnection } from '../store/testing/make-entity.ts';
import { testLog, withStores } from '../store/testing/with-stores.ts';
import { applyAnswers } from './apply-answers.ts';

const T = Date.UTC(2026, 10, 23, 12);
const ARN = 'arn:aws:ses:us-east-1:111122223333:tenant/acme/tn-1';
/** NUL, either half of a pair alone, a whole pair, an override and markup. */
const HOSTILE = 'Bo\0unces \uD83D and \uDE00 but 😀 \u202E<b>';
const HELD = 'Bo\uFFFDunces \uFFFD and \uFFFD but 😀 \u202E<b>';

const entitiesOf = (rows: object[]) =>
  readRows(
    { ReputationEntities: rows },
    { member: 'ReputationEntities', shape: entityShape, reshape: reshapeEntity, token: null },
  ).rows;
const findingsOf = (rows: object[]) =>
  readRows(
    { Recommendations: rows },
    { member: 'Recommendations', shape: findingShape, reshape: reshapeFinding, token: null },
  ).rows;

withStores('text that a database cannot hold', ({ open }) => {
  it('is stored readable, is the same when read again, and costs no other row of its page', async () => {
    const store = await open();
    await store.write((transaction) =>
      transaction
        .insertInto('connections')
        .values(makeConnection({ id: 'c1', account: null }))
        .execute(),
    );
    const context = { store, clock: { now: () => T }, log: testLog };
    const record = { Status: HOSTILE, Cause: HOSTILE, LastUpdatedTimestamp: T / 1000 };
    const page = () =>
      entitiesOf([
        {
          ReputationEntityReference: ARN,
          SendingStatusAggregate: HOSTILE,
          CustomerManagedStatus: record,
          AwsSesManagedStatus: record,
          ReputationImpact: HOSTILE,
          ReputationManagementPolicy: HOSTILE,
        },
        { ReputationEntityReference: ARN.replace('acme', 'ac\0me') },
        { ReputationEntityReference: ARN.replace('acme', 'plain') },
      ]);
    const apply = (beganAt: number) =>
      applyAnswers(context, {
        connectionId: 'c1',
        source: 'sweep',
        answers: page().map((entity) => ({ entity, beganAt, endedAt: beganAt + 50 })),
      });
    expect(await apply(T)).toMatchObject({ applied: 2, unreadable: 1 });
    expect(await apply(T + 1000)).toMatchObject({ unchanged: 2, changes: 0 });
    const findings = (beganAt: number) =>
      applyFindings(context, {
        connectionId: 'c1',
        source: 'list',
        findings: findingsOf([
          { ResourceArn: ARN, Type: HOSTILE, Description: HOSTILE, Status: 'OPEN', CreatedTimestamp: T / 1000 },
        ]),
        beganAt,
        endedAt: beganAt + 50,
        baseline: false,
      });
    expect(await findings(T)).toMatchObject({ added: 1 });
    expect(await findings(T + 1000)).toMatchObject({ added: 0, changed: 0 });

    const [row] = await store.read.selectFrom('entities').selectAll().where('name', '=', 'acme').execute();
    expect(row).toMatchObject({ aggregate: HELD, customer_cause: HELD, aws_status: HELD, impact: HELD, policy: HELD });
    const [finding] = await store.read.selectFrom('findings').selectAll().execute();
    expect(finding).toMatchObject({ type: HELD, description: HELD });
  });
});
