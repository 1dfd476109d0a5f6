import 'server-only';
import type { ShareLinkTable } from '../store/schema.ts';
import type { LinkSigner, Signed } from './link-signer.ts';

const PREFIX = { page: 'sp1', badge: 'sb1' } as const;
export type ShareKind = keyof typeof PREFIX;

/** What a token says: which link it means, and the code over what that link opens. */
export interface ShareToken {
  id: string;
  signed: Signed;
}

/**
 * `sp1.<kid>.<code>.<id>`: the code covers the whole scope of the link, so a row that was widened behind our back opens
 * nothing. Ends in a hexadecimal digit: mail programs cut other characters off the end of an address.
 */
export function shareTokenOf(signer: LinkSigner, row: ShareLinkTable): string {
  const kind = row.kind === 'badge' ? 'badge' : 'page';
  const { kid, code } = signer.sign(kind, scopeText(row));
  return `${PREFIX[kind]}.${kid}.${code}.${row.id}`;
}

/** Null for whatever is no token of this kind. */
export function readShareToken(kind: ShareKind, text: string): ShareToken | null {
  const [, prefix, kid = '', code = '', id = ''] =
    /^(s[pb]1)\.([\w-]{10})\.([\w-]{43})\.([0-9a-f]{32})$/.exec(text) ?? [];
  return prefix === PREFIX[kind] ? { id, signed: { kid, code } } : null;
}

export function tokenFits(signer: LinkSigner, token: ShareToken, row: ShareLinkTable): boolean {
  return signer.check(row.kind === 'badge' ? 'badge' : 'page', scopeText(row), token.signed) === 'holds';
}

function scopeText(row: ShareLinkTable): string {
  return JSON.stringify([
    row.id,
    row.kind,
    row.entity_id,
    row.sections,
    row.from_at,
    row.to_at,
    row.hide_names,
    row.show_maker,
    row.maker_kind,
    row.user_id,
    row.token_id,
    row.created_at,
    row.expires_at,
  ]);
}
