import { badRequest, notFound } from '../aws-error.ts';
import { applyPolicy } from '../world/apply-policy.ts';
import { MANUAL_CAUSE } from '../world/causes.ts';
import { changeEntity, openFindings } from '../world/change-entity.ts';
import { type Tenant, recordOf } from '../world/entity.ts';
import { type Call, type Handler, text } from './operation.ts';
import { checkArn } from './reputation-entities.ts';

/** UpdateReputationEntityCustomerManagedStatus: changes the customer record and never the SES record. */
export const updateCustomerManagedStatus: Handler = (call, input) => {
  const tenant = find(call, text(input, 'ReputationEntityReference'));
  if (tenant === undefined) return undefined;
  const { world, place } = call;
  const asked = text(input, 'SendingStatus');
  const hasFindings = openFindings(place, tenant.arn).length > 0;
  const effect = world.switches.enableWithFindings;
  const status = asked === 'ENABLED' && hasFindings && effect === 'reinstated' ? 'REINSTATED' : asked;
  const customer = recordOf(status, MANUAL_CAUSE, world.clock.now());
  const isLifted = asked !== 'DISABLED' && world.switches.policyPauseRecord === 'aws-lifted';
  const aws =
    isLifted && tenant.state.pausedByPolicy === 'aws' ? recordOf('ENABLED', undefined, world.clock.now()) : undefined;
  changeEntity(world, place, tenant, { customer, aggregate: undefined, ...(aws === undefined ? {} : { aws }) });
  if (asked === 'ENABLED' && hasFindings && effect === 're-paused') applyPolicy(world, place, tenant);
  return undefined;
};

/** UpdateReputationEntityPolicy: takes the ARN of a policy of this Region. */
export const updatePolicy: Handler = (call, input) => {
  const policy = text(input, 'ReputationEntityPolicy');
  if (!POLICY.test(policy) || !policy.includes(`:${call.place.region}:`)) {
    throw badRequest(`Invalid reputation policy: ${policy}`);
  }
  const tenant = find(call, text(input, 'ReputationEntityReference'));
  if (tenant !== undefined) changeEntity(call.world, call.place, tenant, { policy });
  return undefined;
};

const POLICY = /^arn:aws(-[a-z-]+)?:ses:[a-z0-9-]+:aws:reputation-policy\/(standard|strict|none)$/;

/** The tenant, or undefined when the switch answers an unknown ARN with an empty 200. */
function find(call: Call, arn: string): Tenant | undefined {
  const tenant = call.place.byArn.get(arn);
  if (tenant !== undefined) return tenant;
  checkArn(call, arn);
  switch (call.world.switches.updateUnknownArn) {
    case 'bad-request':
      throw badRequest(`Reputation entity ${arn} does not exist.`);
    case 'not-found':
      throw notFound(`Reputation entity ${arn} does not exist.`);
    case 'empty-200':
      return undefined;
  }
}
