/**
 * Who may do what. The one table: verbs enforce it, pages read it to disable with a reason. Default deny.
 */
export const ROLES = ['viewer', 'operator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = {
  'entities.read': 'viewer',
  'entities.refresh': 'viewer',
  'metrics.read': 'viewer',
  'connections.read': 'viewer',
  'tokens.own': 'viewer',
  'acts.read': 'viewer',
  'cases.read': 'viewer',
  'views.own': 'viewer',
  'evidence.issue': 'viewer',
  'acts.start': 'operator',
  'entities.label': 'operator',
  'links.manage': 'operator',
  'cases.write': 'operator',
  'views.share': 'operator',
  'audit.read': 'operator',
  'history.extend': 'administrator',
  'connections.manage': 'administrator',
  'users.manage': 'administrator',
  'guard-rails.manage': 'administrator',
  'notifications.manage': 'administrator',
} as const satisfies Record<string, Role>;
export type Permission = keyof typeof PERMISSIONS;

/** What somebody may who asks: their role, and the connections they are limited to (null: all). */
export interface Access {
  role: Role;
  connectionIds: readonly string[] | null;
}

/**
 * What cannot be done for some connections alone: people and the audit concern all of Standing, whoever may add or change a
 * connection could reach any account with it, and a file of events tells of any account.
 */
const WHOLE = new Set<Permission>([
  'audit.read',
  'history.extend',
  'connections.manage',
  'users.manage',
  'guard-rails.manage',
  'notifications.manage',
]);

/** What no API token may, whoever made it: whoever found one could make themselves another way in. */
const BY_PERSON = new Set<Permission>(['users.manage', 'tokens.own']);

const RANK: Record<Role, number> = { viewer: 0, operator: 1, administrator: 2 };

export function roleMay(role: Role, permission: Permission): boolean {
  return RANK[role] >= RANK[PERMISSIONS[permission]];
}

/** Null where it is permitted, else the sentence that a disabled control shows and the API answers. */
export function refusalFor(access: Access, permission: Permission): string | null {
  if (!roleMay(access.role, permission)) return refusalOf(permission);
  if (access.connectionIds !== null && WHOLE.has(permission)) {
    return 'This needs access to all connections; yours is limited to some.';
  }
  return null;
}

/** The same for a token, which may what its access says except what only a person does. */
export function refusalForToken(access: Access, permission: Permission): string | null {
  if (BY_PERSON.has(permission)) return 'This cannot be done with an API token; sign in and do it there.';
  return refusalFor(access, permission);
}

/** What both allow: the lower role, and the connections that are in both. */
export function narrower(one: Access, other: Access): Access {
  const ids = other.connectionIds;
  return {
    role: RANK[one.role] <= RANK[other.role] ? one.role : other.role,
    connectionIds:
      one.connectionIds === null || ids === null
        ? (one.connectionIds ?? ids)
        : one.connectionIds.filter((id) => ids.includes(id)),
  };
}

export function refusalOf(permission: Permission): string {
  return `This needs the role ${PERMISSIONS[permission]}.`;
}
