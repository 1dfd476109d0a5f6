import 'server-only';
import { testAuditKeys } from '../../audit/testing/test-audit-keys.ts';
import type { Clock, Context, Principal } from '../../context.ts';
import { applyAnswers } from '../../history/apply-answers.ts';
import type { SesConnection } from '../../ses/gateway.ts';
import { openGateway } from '../../ses/open-gateway.ts';
import type { Store } from '../../store/store.ts';
import { makeConnection } from '../../store/testing/make-entity.ts';
import { testLog } from '../../store/testing/with-stores.ts';

export interface World {
  context: Context;
  connection: SesConnection;
  /** Moves the verbs' clock; SES's own is the simulator's. */
  advance(milliseconds: number): void;
  /** Reads every entity of the connection once, as a sweep would. Returns their ARNs. */
  sweep(): Promise<string[]>;
  as(principal: Principal): Context;
  close(): Promise<void>;
}

export const OPERATOR = {
  kind: 'user',
  id: 'ada',
  email: 'ada@example.com',
  name: 'Ada',
  role: 'operator',
  connectionIds: null,
  sessionId: 'session-1',
} as const satisfies Principal;

/** The gateway is opened with plain keys here, so nothing is sealed. */
const noVault: Context['vault'] = {
  kid: 'none',
  seal: () => Promise.reject(new Error('nothing is sealed in this test')),
  open: () => Promise.reject(new Error('nothing is sealed in this test')),
};

/** A store with one connection to an SES endpoint that the environment names, and a person to act. For tests. */
export async function openWorld(
  store: Store,
  credential: { accessKeyId: string; secretAccessKey: string; account: string },
  region = 'us-east-1',
): Promise<World> {
  let aheadMs = 0;
  const clock: Clock = { now: () => Date.now() + aheadMs };
  const gateway = openGateway({ config: { ratePerSecond: 1000, share: 0.5 }, clock, log: testLog });
  await store.write((transaction) =>
    transaction
      .insertInto('connections')
      .values(makeConnection({ id: 'c1', label: 'Production', region, account: credential.account, partition: 'aws' }))
      .execute(),
  );
  const { accessKeyId, secretAccessKey } = credential;
  const connection = gateway.open({
    id: 'c1',
    region,
    account: credential.account,
    credential: { source: 'static-keys', accessKeyId, secretAccessKey },
  });
  const context: Context = {
    principal: OPERATOR,
    store,
    gateway,
    vault: noVault,
    auditKeys: testAuditKeys,
    clock,
    log: testLog,
    requestId: 'request-1',
    clientAddress: '127.0.0.1',
  };
  return {
    context,
    connection,
    advance: (milliseconds) => (aheadMs += milliseconds),
    sweep: async () => {
      const arns: string[] = [];
      let token: string | null = null;
      do {
        const { value, beganAt, endedAt } = await connection.listEntities({}, token, { lane: 'full-sweep' });
        const answers = value.entities.map((entity) => ({ entity, beganAt, endedAt }));
        await applyAnswers(context, { connectionId: 'c1', source: 'sweep', answers });
        arns.push(...value.entities.map((entity) => entity.arn));
        token = value.nextToken;
      } while (token !== null);
      return arns;
    },
    as: (principal) => ({ ...context, principal }),
    close: () => gateway.close(),
  };
}
