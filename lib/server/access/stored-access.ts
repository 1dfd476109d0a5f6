import 'server-only';
import { ROLES, type Role } from '../../domain/access.ts';

/** A role this version does not know may do the least. */
export function roleOf(value: unknown): Role {
  return ROLES.find((role) => role === value) ?? 'viewer';
}

/** What is not understood limits to nothing at all, never to everything. */
export function connectionIdsOf(value: unknown): string[] | null {
  if (value === null || value === undefined) return null;
  try {
    const ids: unknown = JSON.parse(typeof value === 'string' ? value : '');
    return Array.isArray(ids) ? ids.map(String) : [];
  } catch {
    return [];
  }
}

/** As it is stored, in one order: the same connections are the same text. */
export function storedConnectionIds(ids: readonly string[] | null): string | null {
  return ids === null ? null : JSON.stringify([...new Set(ids)].toSorted());
}

/** For people to read in the audit. */
export function describeAccess(role: string | null, connectionIds: string | null): string {
  const ids = connectionIdsOf(connectionIds);
  return `${role ?? 'viewer'}, ${ids === null ? 'all connections' : `connections ${ids.join(', ')}`}`;
}
