import { createRandom } from '../random.ts';
import type { Handler } from './operation.ts';

/** GetAccount: the account of a place; healthy, out of the sandbox, with a quota that is partly used. */
export const getAccount: Handler = ({ world, place }) => {
  const random = createRandom(world.seed, `account/${place.account}/${place.region}`);
  const max = 50_000 * random.integer(4, 40);
  return {
    DedicatedIpAutoWarmupEnabled: true,
    EnforcementStatus: place.account === '444455556666' ? 'PROBATION' : 'HEALTHY',
    ProductionAccessEnabled: true,
    SendingEnabled: true,
    SendQuota: {
      Max24HourSend: place.region === 'eu-west-1' ? -1 : max,
      MaxSendRate: 80 + random.integer(0, 400),
      SentLast24Hours: Math.floor(max * 0.4 * random.next()),
    },
    SuppressionAttributes: { SuppressedReasons: ['BOUNCE', 'COMPLAINT'] },
    Details: {
      MailType: 'TRANSACTIONAL',
      WebsiteURL: 'https://example.com/',
      ContactLanguage: 'EN',
      UseCaseDescription: 'Transactional mail for the customers of our tenants.',
      AdditionalContactEmailAddresses: ['postmaster@example.com'],
      ReviewDetails: { Status: 'GRANTED', CaseId: '170000000000000001' },
    },
    VdmAttributes: {
      VdmEnabled: 'ENABLED',
      DashboardAttributes: { EngagementMetrics: 'ENABLED' },
      GuardianAttributes: { OptimizedSharedDelivery: 'ENABLED' },
    },
    PricingAttributes: { CurrentPlan: 'ESSENTIALS' },
    ...place.accountChanges,
  };
};
