/**
 * Who may do what. The one table: verbs enforce it, pages read it to disable with a reason. Default deny.
 */
export const ROLES = ['viewer', 'operator', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

export const PERMISSIONS = {
  'entities.read': 'viewer',
  'entities.refresh': 'viewer',
  'connections.read': 'viewer',
  'acts.read': 'viewer',
  'acts.start': 'operator',
  'audit.read': 'operator',
  'connections.manage': 'administrator',
  'users.manage': 'administrator',
} as const satisfies Record<string, Role>;
export type Permission = keyof typeof PERMISSIONS;

const RANK: Record<Role, number> = { viewer: 0, operator: 1, administrator: 2 };

export function roleMay(role: Role, permission: Permission): boolean {
  return RANK[role] >= RANK[PERMISSIONS[permission]];
}

/** The sentence a disabled control shows, and the API answers. */
export function refusalOf(permission: Permission): string {
  return `This needs the role ${PERMISSIONS[permission]}.`;
}
