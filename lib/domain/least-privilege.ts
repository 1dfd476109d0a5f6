/**
 * The least AWS policy for what Standing calls, to paste. Actions and resource types as the Service Authorization
 * Reference gives them: https://docs.aws.amazon.com/service-authorization/latest/reference/list_sesv2.html
 */
export interface PolicyScope {
  region: string;
  /** Twelve digits; null writes the word ACCOUNT for the reader to replace. */
  account: string | null;
}

interface Statement {
  Sid: string;
  Effect: 'Allow';
  Action: string | string[];
  Resource: string | string[];
  Condition?: { StringEquals: Record<string, string[]> };
}

/** The partition a Region lives in; an unknown prefix is the commercial one. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  return 'aws';
}

/** Reads everything Standing shows. */
export function readerPolicy(scope: PolicyScope): string {
  const arn = arnWithin(scope);
  return documentOf([
    {
      Sid: 'Entities',
      Effect: 'Allow',
      Action: ['ses:GetReputationEntity', 'ses:ListReputationEntities', 'ses:GetTenant', 'ses:ListTenantResources'],
      Resource: arn('tenant/*'),
    },
    {
      Sid: 'AccountWide',
      Effect: 'Allow',
      Action: ['ses:GetAccount', 'ses:ListTenants', 'ses:ListRecommendations', 'ses:ListResourceTenants'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:RequestedRegion': [scope.region] } },
    },
    {
      Sid: 'Related',
      Effect: 'Allow',
      Action: ['ses:GetConfigurationSet', 'ses:GetEmailIdentity'],
      Resource: [arn('configuration-set/*'), arn('identity/*')],
    },
  ]);
}

/**
 * What pausing, reinstating and choosing a policy need besides. IAM has no condition on the requested status, so it
 * cannot tell pausing from reinstating: Standing's roles do. The policy "none" is left out on purpose.
 */
export function operatorPolicy(scope: PolicyScope): string {
  const arn = arnWithin(scope);
  const managed = `arn:${partitionOf(scope.region)}:ses:${scope.region}:aws:reputation-policy`;
  return documentOf([
    {
      Sid: 'PauseReinstate',
      Effect: 'Allow',
      Action: 'ses:UpdateReputationEntityCustomerManagedStatus',
      Resource: arn('tenant/*'),
    },
    {
      Sid: 'Policy',
      Effect: 'Allow',
      Action: 'ses:UpdateReputationEntityPolicy',
      Resource: [arn('tenant/*'), `${managed}/standard`, `${managed}/strict`],
    },
  ]);
}

function arnWithin({ region, account }: PolicyScope) {
  return (resource: string) => `arn:${partitionOf(region)}:ses:${region}:${account ?? 'ACCOUNT'}:${resource}`;
}

function documentOf(statements: Statement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements }, null, 2);
}
