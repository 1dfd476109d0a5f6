import 'server-only';
import {
  GetReputationEntityCommand,
  ListReputationEntitiesCommand,
  UpdateReputationEntityCustomerManagedStatusCommand,
  UpdateReputationEntityPolicyCommand,
} from '@aws-sdk/client-sesv2';
import type { EntityArn } from '../../domain/arn.ts';
import type { SesOperation } from '../../domain/ses-operations.ts';
import { ask, askPage } from './ask.ts';
import type { AnyCommand } from './capture-answer.ts';
import { callSes, givenUp, type Line } from './call-ses.ts';
import type { Answer, SesConnection, SesEntity, WriteOptions } from './gateway.ts';
import type { PageSizes } from './page-size.ts';
import { policyArnFor } from './policy-arn.ts';
import { reshapeAskedEntity, reshapeEntity } from './reshape-entity.ts';
import type { SingleFlight } from './single-flight.ts';
import { createUrgency } from './urgency.ts';
import { wireEntityFilter } from './wire-filters.ts';
import { entityShape } from './wire-schemas.ts';

type EntityOperations = Pick<SesConnection, 'getEntity' | 'listEntities' | 'setCustomerStatus' | 'setPolicy'>;

/** Reading and writing reputation entities over one connection. */
export function entityOperations(
  line: Line,
  sizes: PageSizes,
  flights: SingleFlight<Answer<SesEntity>>,
): EntityOperations {
  const read = (arn: EntityArn) => () =>
    new GetReputationEntityCommand({ ReputationEntityType: 'RESOURCE', ReputationEntityReference: arn });

  /** A read that left before the write ended may show the state before it: nobody later may share it. */
  async function write(operation: SesOperation, arn: EntityArn, options: WriteOptions, command: () => AnyCommand) {
    const { lane, signal, operator } = options;
    try {
      const answer = await callSes(line, { operation, command, urgency: createUrgency(lane), signal, operator });
      return { ...answer, value: null };
    } finally {
      flights.forget(arn);
    }
  }

  return {
    getEntity: async (arn, options) => {
      try {
        return await flights.join(arn, options, ({ urgency, signal, left }) =>
          ask(
            line,
            { operation: 'GetReputationEntity', command: read(arn), options: { ...options, signal }, urgency, left },
            (body) => reshapeAskedEntity(body, arn),
          ),
        );
      } catch (error) {
        throw givenUp(error);
      }
    },
    listEntities: async (filter, token, options) => {
      const page = await askPage(line, sizes, {
        operation: 'ListReputationEntities',
        command: (size) =>
          new ListReputationEntitiesCommand({
            Filter: wireEntityFilter(filter),
            NextToken: token ?? undefined,
            PageSize: size,
          }),
        options,
        token,
        largest: 1000,
        member: 'ReputationEntities',
        shape: entityShape,
        reshape: reshapeEntity,
      });
      const { rows, ...rest } = page.value;
      return { ...page, value: { entities: rows, ...rest } };
    },
    setCustomerStatus: (arn, status, options) =>
      write(
        'UpdateReputationEntityCustomerManagedStatus',
        arn,
        options,
        () =>
          new UpdateReputationEntityCustomerManagedStatusCommand({
            ReputationEntityType: 'RESOURCE',
            ReputationEntityReference: arn,
            SendingStatus: status,
          }),
      ),
    setPolicy: async (arn, policy, options) => {
      const policyArn = policyArnFor(arn, policy);
      return write(
        'UpdateReputationEntityPolicy',
        arn,
        options,
        () =>
          new UpdateReputationEntityPolicyCommand({
            ReputationEntityType: 'RESOURCE',
            ReputationEntityReference: arn,
            ReputationEntityPolicy: policyArn,
          }),
      );
    },
  };
}
