import 'server-only';
import type { CoverageGap } from '../../domain/change.ts';
import { projectShared } from '../../domain/project-shared.ts';
import type { SharedView } from '../../domain/shared-view.ts';
import { toIso } from '../../domain/wire.ts';
import type { Context } from '../context.ts';
import { describeEntity } from '../entities/describe-entity.ts';
import { describePastEntity } from '../entities/describe-past-entity.ts';
import { type EntityRow, findEntity } from '../entities/entity-row.ts';
import { listStoredFindings } from '../findings/list-findings.ts';
import { describeChange } from '../history/describe-change.ts';
import { gapsOf } from '../store/gaps-of.ts';
import { listChanges } from '../store/list-changes.ts';
import { sectionsOf } from './describe-share-link.ts';
import { loadShareLinks, type ShareLinkRow } from './load-share-links.ts';
import { noteRead } from './note-read.ts';
import { invalidShareLink } from './open-sharing.ts';

const MOST_CHANGES = 500;

/**
 * What the link that asks opens, out of the store alone: nobody spends the SES budget with a link.
 * @throws StandingError `invalid-link` for whoever asks without one.
 */
export async function getSharedView(context: Context): Promise<SharedView> {
  const { principal, store } = context;
  if (principal.kind !== 'share-link') throw invalidShareLink();
  const [link] = await loadShareLinks(store.read, { id: principal.id });
  if (link === undefined) throw invalidShareLink();
  const row = await findEntity(store.read, link.arn);
  if (row === undefined) throw invalidShareLink();
  await noteRead(context, link);
  return await viewOf(context, link, row);
}

async function viewOf(context: Context, link: ShareLinkRow, row: EntityRow): Promise<SharedView> {
  const { store } = context;
  const now = context.clock.now();
  const from = link.from_at ?? link.created_at;
  const until = link.to_at ?? now;
  const [entity, findings, page, gaps, resources] = await Promise.all([
    link.to_at === null ? describeEntity(store.read, row, now, null) : describePastEntity(store, row, link.to_at, now),
    listStoredFindings(store.read, row.arn, row),
    listChanges(store, { entityId: row.id, from, to: until + 1 }, { limit: MOST_CHANGES }),
    gapsOf(store, [row.connection_id], Math.max(from, row.first_seen_at), until),
    store.read.selectFrom('entity_resources').select('resource').where('entity_id', '=', row.id).execute(),
  ]);
  return projectShared(
    {
      entity,
      findings: findings.items,
      findingsReadAt: findings.readAt,
      changes: page.rows.map(describeChange),
      more: page.nextCursor !== null,
      gaps: gaps.map((gap): CoverageGap => ({
        from: toIso(gap.from_at),
        to: toIso(gap.to_at),
        reason: gap.reason as CoverageGap['reason'],
        detail: null,
      })),
      otherNames: [
        ...[row.label_name, row.label_customer, row.label_contact].filter((text) => text !== null),
        ...resources.map(({ resource }) => resource),
      ],
    },
    {
      sections: sectionsOf(link.sections),
      hideNames: link.hide_names !== 0,
      // A person, also where a token of theirs made it.
      sharedBy: link.show_maker === 0 ? null : (link.maker_email ?? link.created_by),
      expiresAt: toIso(link.expires_at),
      from: toIso(from),
      to: toIso(link.to_at),
      asOf: toIso(until),
    },
  );
}
