import 'server-only';
import type { AuditList, AuditListQuery } from '../../domain/audit.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { type AuditFilter, listAudit as pageOfAudit, listAuditPeople } from '../store/list-audit.ts';
import { describeAuditRow } from './describe-audit-row.ts';

const ROWS = 100;

/**
 * Who did what, newest first.
 * @throws StandingError `invalid-input` for a cursor of another list.
 */
export async function listAudit(context: Context, query: AuditListQuery): Promise<AuditList> {
  authorise(context, 'audit.read');
  const page = await pageOfAudit(context.store, auditFilterOf(query), {
    cursor: query.cursor,
    limit: query.limit ?? ROWS,
  });
  return {
    items: page.rows.map(describeAuditRow),
    nextCursor: page.nextCursor,
    people: query.cursor === undefined ? await listAuditPeople(context.store) : [],
  };
}

/** An empty list of words filters nothing. */
export function auditFilterOf(query: Omit<AuditListQuery, 'cursor' | 'limit'>): AuditFilter {
  const words = (given: string[] | undefined) => (given === undefined || given.length === 0 ? undefined : given);
  const { who, action, target, from, to, q } = query;
  return { who: words(who), actions: words(action), target, from, to, text: q };
}
