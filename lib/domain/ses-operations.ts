/**
 * Every AWS operation that the gateway can call, the IAM action that permits it, and on what. The one table: the gateway
 * takes its operation names from it, the policies to paste are generated from it, and the permission probe walks it.
 * Actions and resource types: https://docs.aws.amazon.com/service-authorization/latest/reference/list_sesv2.html
 */
export type ResourceKind = 'tenant' | 'reputation-policy' | 'identity' | 'configuration-set' | 'any';

interface OperationRule {
  access: 'read' | 'write';
  /** `any`: IAM knows no resource for it, or none that fits what Standing asks. */
  on: readonly ResourceKind[];
  /** What Standing needs it for. */
  use: string;
  /** What is missing without it. */
  without: string;
}

export const SES_OPERATIONS = {
  ListReputationEntities: {
    access: 'read',
    on: ['tenant'],
    use: 'sweep all senders, the disabled and high-impact ones first',
    without:
      'Standing works from pasted ARNs and ses:ListTenants, one ses:GetReputationEntity each: slow for a large fleet',
  },
  GetReputationEntity: {
    access: 'read',
    on: ['tenant'],
    use: 'read what somebody has open, confirm a write',
    without: 'the open page shows the last sweep',
  },
  ListRecommendations: {
    access: 'read',
    on: ['any'],
    use: 'read findings, and the past SES keeps of them',
    without: 'no findings; the page says so',
  },
  ListTenants: {
    access: 'read',
    on: ['any'],
    use: 'find senders where listing entities is refused',
    without: 'only pasted ARNs are found then',
  },
  GetTenant: {
    access: 'read',
    on: ['tenant'],
    use: 'tell a recreated tenant from the one before',
    without: 'creation times are not known',
  },
  ListTenantResources: {
    access: 'read',
    on: ['tenant'],
    use: 'say what a sender sends with, and when that changed',
    without: 'its identities and configuration sets are shown as unchecked',
  },
  ListTagsForResource: {
    access: 'read',
    on: ['tenant'],
    use: 'read labels from tags, where a connection asks for that',
    without: 'labels come from CSV alone',
  },
  GetAccount: {
    access: 'read',
    on: ['any'],
    use: 'say what else stops mail: account enforcement, quota, sandbox',
    without: 'shown as unchecked',
  },
  ListResourceTenants: {
    access: 'read',
    on: ['any'],
    use: 'find senders by a domain or an address; say who shares a resource',
    without: 'only resources read before are found; who shares one is not known',
  },
  GetEmailIdentity: {
    access: 'read',
    on: ['identity'],
    use: 'say whether an identity is verified',
    without: 'shown as unchecked',
  },
  GetConfigurationSet: {
    access: 'read',
    on: ['configuration-set'],
    use: 'say whether a configuration set sends',
    without: 'shown as unchecked',
  },
  BatchGetMetricData: {
    access: 'read',
    on: ['any'],
    use: 'show sends, bounces and complaints by day',
    without: 'no rates; the page says so',
  },
  UpdateReputationEntityCustomerManagedStatus: {
    access: 'write',
    on: ['tenant'],
    use: 'disable, enable, reinstate',
    without: 'the act is refused and names the action',
  },
  UpdateReputationEntityPolicy: {
    access: 'write',
    on: ['tenant', 'reputation-policy'],
    use: 'set the policy; needs the tenant and the policy as resources',
    without: 'the act is refused and names the action',
  },
} as const satisfies Record<string, OperationRule>;

export type SesOperation = keyof typeof SES_OPERATIONS;
export const SES_OPERATION_NAMES = Object.keys(SES_OPERATIONS) as SesOperation[];

export const ruleOf = (operation: SesOperation): OperationRule => SES_OPERATIONS[operation];

/** IAM's prefix is `ses:`, not `sesv2:`. */
export function iamActionOf(operation: SesOperation): string {
  return `ses:${operation}`;
}
