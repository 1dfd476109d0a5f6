/** Who signs, as the simulator's own key list has it. */
export interface Key {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly account: string;
  /** ARN of the user or assumed role. */
  readonly principal: string;
  readonly sessionToken?: string;
  /** Epoch milliseconds; after it the key answers ExpiredTokenException. */
  readonly expiresAt?: number;
  /** IAM actions refused to this key, such as `ses:ListReputationEntities`. */
  readonly deny?: readonly string[];
}

export interface Role {
  readonly arn: string;
  readonly account: string;
  /** null: its trust policy demands none. */
  readonly externalId: string | null;
}

/** Obviously invented keys; each is valid in every Region of its account. */
export const STANDARD_KEYS = {
  /** Account 111122223333, everything allowed. */
  first: userKey('AKIASIM0000000000001', 'sim-secret-1', '111122223333', 'standing'),
  /** Account 444455556666, everything allowed. */
  second: userKey('AKIASIM0000000000002', 'sim-secret-2', '444455556666', 'standing'),
  /** Account 111122223333, may read but not change. */
  reader: userKey('AKIASIM0000000000003', 'sim-secret-3', '111122223333', 'reader', [
    'ses:UpdateReputationEntityCustomerManagedStatus',
    'ses:UpdateReputationEntityPolicy',
    'ses:CreateTenant',
    'ses:DeleteTenant',
    'ses:CreateTenantResourceAssociation',
    'ses:DeleteTenantResourceAssociation',
    'ses:PutTenantSuppressionAttributes',
    'ses:PutConfigurationSetSendingOptions',
  ]),
  /** Account 111122223333, may not list entities: works from Get and ListTenants. */
  noList: userKey('AKIASIM0000000000004', 'sim-secret-4', '111122223333', 'no-list', ['ses:ListReputationEntities']),
} as const;

/** The role that account 111122223333 may assume in 444455556666, with this ExternalId and no other. */
export const STANDARD_ROLE = {
  arn: 'arn:aws:iam::444455556666:role/StandingReader',
  account: '444455556666',
  externalId: 'sim-external-id',
} as const satisfies Role;

/** The key list of one simulator. */
export interface KeyList {
  readonly byId: Map<string, Key>;
  readonly roles: Role[];
}

export function createKeyList(): KeyList {
  const byId = new Map<string, Key>();
  for (const key of Object.values(STANDARD_KEYS)) byId.set(key.accessKeyId, { ...key });
  return { byId, roles: [STANDARD_ROLE] };
}

function userKey(accessKeyId: string, secretAccessKey: string, account: string, user: string, deny?: string[]): Key {
  const principal = `arn:aws:iam::${account}:user/${user}`;
  return deny === undefined
    ? { accessKeyId, secretAccessKey, account, principal }
    : { accessKeyId, secretAccessKey, account, principal, deny };
}
