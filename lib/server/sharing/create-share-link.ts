import 'server-only';
import { randomBytes } from 'node:crypto';
import type { CreateShareLink, IssuedShareLink } from '../../domain/share-link.ts';
import { api, pages } from '../../domain/paths.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import { actorOf, recordAudit } from '../access/record-audit.ts';
import type { Context } from '../context.ts';
import { describePastEntity } from '../entities/describe-past-entity.ts';
import { findEntity } from '../entities/entity-row.ts';
import { conflict, notFound, StandingError } from '../errors.ts';
import type { ShareLinkTable } from '../store/schema.ts';
import { describeShareLink } from './describe-share-link.ts';
import type { LinkSigner } from './link-signer.ts';
import { loadShareLinks } from './load-share-links.ts';
import { earliestSightOf } from './earliest-sight-of.ts';
import { shareTokenOf } from './share-token.ts';

const HOUR_MS = 3_600_000;
/** Of one sender: more would be a mistake of a program. */
const MOST_ACTIVE = 200;

/** Where links lead, and what signs them. */
export interface LinkMaker {
  signer: LinkSigner;
  baseUrl: string;
}

/**
 * Makes a link that shows one sender to whoever holds it, with no more than its maker may see.
 * @returns the link, this once: the token in it is stored nowhere.
 * @throws StandingError `entity-not-found`, `invalid-input` for a window that holds nothing, `conflict` for too many.
 */
export async function createShareLink(
  context: Context,
  { signer, baseUrl }: LinkMaker,
  input: CreateShareLink,
): Promise<IssuedShareLink> {
  authorise(context, 'links.manage');
  const { store, clock, principal } = context;
  const now = clock.now();
  const entity = await findEntity(store.read, input.arn);
  if (entity === undefined) throw notFound('entity', input.arn);
  const row: ShareLinkTable = {
    id: randomBytes(16).toString('hex'),
    kind: input.kind,
    entity_id: entity.id,
    note: input.note || null,
    ...windowOf(input, await earliestSightOf(store.read, entity), now),
    hide_names: input.hideNames ? 1 : 0,
    ...makerOf(principal),
    created_by: actorOf(principal).principal_name,
    created_at: now,
    expires_at: now + input.expiresInHours * HOUR_MS,
    revoked_at: null,
    revoked_by: null,
  };
  // What could not be shown is not shared: a frozen page needs a moment of which something is known.
  if (row.to_at !== null) await describePastEntity(store, entity, row.to_at, now);
  await store.write(async (transaction) => {
    const active = await transaction
      .selectFrom('share_links')
      .select((e) => e.fn.countAll<number | string>().as('count'))
      .where('entity_id', '=', entity.id)
      .where('revoked_at', 'is', null)
      .where('expires_at', '>', now)
      .executeTakeFirstOrThrow();
    if (Number(active.count) >= MOST_ACTIVE) {
      throw conflict(`${MOST_ACTIVE} links to this sender work. Revoke some that nobody uses any more.`);
    }
    await transaction.insertInto('share_links').values(row).execute();
    await recordAudit(transaction, context, {
      kind: 'act',
      action: 'share-link.create',
      target: input.arn,
      after: `${row.id}: ${wordsOf(row)}`,
    });
  });
  const [stored] = await loadShareLinks(store.read, { id: row.id });
  if (stored === undefined) throw notFound('entity', input.arn);
  const token = shareTokenOf(signer, row);
  const url = `${baseUrl}${row.kind === 'badge' ? api.badge(token) : pages.share(token)}`;
  return { ...describeShareLink(stored, [], now, principal.kind === 'demo'), url };
}

function windowOf(
  input: CreateShareLink,
  earliest: number,
  now: number,
): Pick<ShareLinkTable, 'sections' | 'from_at' | 'to_at' | 'show_maker'> {
  if (input.kind === 'badge') return { sections: '[]', from_at: null, to_at: null, show_maker: 0 };
  // The maker's clock may be ahead of ours; a window cannot end later than now and be closed.
  const to = input.to === null ? null : Math.min(input.to, now);
  const until = to ?? now;
  if (input.from >= until) throw badWindow('from', 'The window must begin before it ends.');
  if (until < earliest) {
    throw badWindow('to', `Nothing is known from then: the sender was first seen at ${toIso(earliest)}.`);
  }
  return {
    sections: JSON.stringify([...new Set(input.sections)]),
    // A window that is open at its beginning begins where something is known.
    from_at: Math.max(input.from, earliest),
    to_at: to,
    show_maker: input.showMaker ? 1 : 0,
  };
}

function badWindow(field: string, message: string): StandingError {
  return new StandingError('invalid-input', message, { fields: [{ field, message }] });
}

/** Whose access the link hangs on. */
function makerOf(principal: Context['principal']): Pick<ShareLinkTable, 'maker_kind' | 'user_id' | 'token_id'> {
  switch (principal.kind) {
    case 'user':
      return { maker_kind: 'user', user_id: principal.id, token_id: null };
    case 'token':
      return { maker_kind: 'token', user_id: principal.userId, token_id: principal.id };
    case 'demo':
      return { maker_kind: 'demo', user_id: null, token_id: null };
    case 'share-link':
    case 'watcher':
    case 'command-line':
    case 'anonymous':
      throw new StandingError('not-permitted', 'Only a person makes links, themselves or by a token of theirs.');
  }
}

/** For people to read in the audit. */
function wordsOf(row: ShareLinkTable): string {
  const window =
    row.from_at === null ? '' : `, from ${toIso(row.from_at)} ${row.to_at === null ? 'on' : `to ${toIso(row.to_at)}`}`;
  const sections = row.kind === 'badge' ? '' : ` of ${(JSON.parse(row.sections) as string[]).join(', ')}`;
  return `${row.kind}${sections}${window}${row.hide_names ? ', names hidden' : ''}, until ${toIso(row.expires_at)}`;
}
