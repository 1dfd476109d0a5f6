import 'server-only';
import type { Selectable } from 'kysely';
import { refusalFor } from '../../domain/access.ts';
import type { ShareLink } from '../../domain/share-link.ts';
import { connectionIdsOf, roleOf } from '../access/stored-access.ts';
import type { Principal } from '../context.ts';
import { withAuthTables } from '../store/auth-tables.ts';
import type { ShareLinkTable } from '../store/schema.ts';
import type { ReadDatabase } from '../store/store.ts';

/** A link, whose it is, and what its maker may now. */
export type ShareLinkRow = Selectable<ShareLinkTable> & {
  arn: string;
  name: string;
  region: string;
  connection_id: string;
  maker_found: string | null;
  maker_email: string | null;
  maker_role: string | null;
  maker_connections: string | null;
  maker_left_at: number | null;
  token_revoked_at: number | null;
};

/** Whoever holds it: sees no further than the connection of its sender. */
export function linkPrincipal(row: ShareLinkRow): Extract<Principal, { kind: 'share-link' }> {
  return { kind: 'share-link', id: row.id, connectionIds: [row.connection_id] };
}

/** Links with what judges them, newest first; through a scoped store those of its connections alone. */
export async function loadShareLinks(
  database: ReadDatabase,
  which: { id?: string; arn?: string | undefined },
): Promise<ShareLinkRow[]> {
  let query = withAuthTables(database)
    .selectFrom('share_links')
    .innerJoin('entities', 'entities.id', 'share_links.entity_id')
    .leftJoin('auth_users', 'auth_users.id', 'share_links.user_id')
    .leftJoin('api_tokens', 'api_tokens.id', 'share_links.token_id')
    .selectAll('share_links')
    .select(['entities.arn', 'entities.name', 'entities.region', 'entities.connection_id'])
    .select(['auth_users.id as maker_found', 'auth_users.email as maker_email', 'auth_users.role as maker_role'])
    .select(['auth_users.connectionIds as maker_connections', 'auth_users.deactivatedAt as maker_left_at'])
    .select('api_tokens.revoked_at as token_revoked_at')
    .orderBy('share_links.created_at', 'desc')
    .orderBy('share_links.id')
    .limit(500);
  if (which.id !== undefined) query = query.where('share_links.id', '=', which.id);
  if (which.arn !== undefined) query = query.where('entities.arn', '=', which.arn);
  return await query.execute();
}

/** @param isDemo in the demo nobody is anybody, and only there its visitors' links work. */
export function stateOfLink(row: ShareLinkRow, now: number, isDemo: boolean): ShareLink['state'] {
  if (row.revoked_at !== null) return 'revoked';
  if (row.expires_at <= now) return 'expired';
  return makerMayShare(row, isDemo) ? 'active' : 'ended';
}

/** A link never opens more than whoever made it may see and share at that moment. */
function makerMayShare(row: ShareLinkRow, isDemo: boolean): boolean {
  if (row.maker_kind === 'demo') return isDemo;
  if (row.maker_found === null || row.maker_left_at !== null || row.token_revoked_at !== null) return false;
  const connectionIds = connectionIdsOf(row.maker_connections);
  if (refusalFor({ role: roleOf(row.maker_role), connectionIds }, 'links.manage') !== null) return false;
  return connectionIds === null || connectionIds.includes(row.connection_id);
}
