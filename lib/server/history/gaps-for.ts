import 'server-only';
import type { CoverageGap } from '../../domain/change.ts';
import { toIso } from '../../domain/wire.ts';
import type { Context } from '../context.ts';
import type { EntityRow } from '../entities/entity-row.ts';
import { gapsOf } from '../store/gaps-of.ts';

/** When nobody was watching an entity, since it was first seen; oldest first. */
export async function gapsFor(
  context: Pick<Context, 'store' | 'clock'>,
  entity: EntityRow,
  range: { from?: number | undefined; to?: number | undefined },
): Promise<CoverageGap[]> {
  const from = Math.max(range.from ?? 0, entity.first_seen_at);
  const rows = await gapsOf(context.store, [entity.connection_id], from, range.to ?? context.clock.now());
  return rows.map((gap) => ({
    from: toIso(gap.from_at),
    to: toIso(gap.to_at),
    reason: gap.reason as CoverageGap['reason'],
    detail: gap.detail,
  }));
}
