import { badRequest, notFound } from '../aws-error.ts';
import { createRandom } from '../random.ts';
import { hasResource, readResource } from '../world/resources.ts';
import { type Handler, seconds, text } from './operation.ts';

const DAY = 86_400_000;

export const getConfigurationSet: Handler = ({ place, world }, input) => {
  const name = text(input, 'ConfigurationSetName');
  if (!hasResource(place, 'configuration-set', name)) throw notFound(`Configuration set ${name} does not exist.`);
  return {
    ConfigurationSetName: name,
    DeliveryOptions: { TlsPolicy: 'OPTIONAL' },
    ReputationOptions: {
      ReputationMetricsEnabled: true,
      LastFreshStart: seconds(world.clock.now() - 40 * DAY),
    },
    SendingOptions: { SendingEnabled: !place.stoppedSets.has(name) },
    SuppressionOptions: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    Tags: [],
  };
};

export const putConfigurationSetSendingOptions: Handler = ({ place }, input) => {
  const name = text(input, 'ConfigurationSetName');
  if (!hasResource(place, 'configuration-set', name)) throw notFound(`Configuration set ${name} does not exist.`);
  if (input['SendingEnabled'] === true) place.stoppedSets.delete(name);
  else place.stoppedSets.add(name);
  return undefined;
};

/** GetEmailIdentity: one in thirty is still waiting for its DNS records. */
export const getEmailIdentity: Handler = ({ place, world }, input) => {
  const name = text(input, 'EmailIdentity');
  if (!hasResource(place, 'identity', name)) throw notFound(`Email identity ${name} does not exist.`);
  const isVerified = !createRandom(world.seed, `identity/${name}`).chance(0.033);
  const status = isVerified ? 'SUCCESS' : 'PENDING';
  return {
    IdentityType: name.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
    FeedbackForwardingStatus: true,
    VerifiedForSendingStatus: isVerified,
    VerificationStatus: status,
    DkimAttributes: { SigningEnabled: true, Status: status, SigningAttributesOrigin: 'AWS_SES' },
    MailFromAttributes: {
      MailFromDomain: `bounce.${name.slice(name.indexOf('@') + 1)}`,
      MailFromDomainStatus: status,
      BehaviorOnMxFailure: 'USE_DEFAULT_VALUE',
    },
    Policies: {},
    Tags: [],
    VerificationInfo: { LastCheckedTimestamp: seconds(world.clock.now() - DAY / 4) },
  };
};

/** ListTagsForResource: a tenant's tags; other resources have none. */
export const listTagsForResource: Handler = ({ place }, input) => {
  const arn = text(input, 'ResourceArn');
  if (!arn.startsWith('arn:')) throw badRequest(`Invalid ARN: ${arn}`);
  const tenant = place.byArn.get(arn);
  if (tenant !== undefined) return { Tags: tenant.tags };
  const resource = readResource(place, arn);
  if (resource !== undefined && hasResource(place, resource.kind, resource.name)) return { Tags: [] };
  throw notFound(`Resource ${arn} does not exist.`);
};
