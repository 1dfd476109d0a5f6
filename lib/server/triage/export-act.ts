import 'server-only';
import type { ActItem, ActQuery } from '../../domain/act.ts';
import type { Context } from '../context.ts';
import { csvLine } from '../entities/write-csv.ts';
import { getAct } from './get-act.ts';

const COLUMNS: Record<string, (item: ActItem) => string | null> = {
  name: (item) => item.name,
  arn: (item) => item.arn,
  outcome: (item) => item.outcome,
  detail: (item) => item.detail,
  before: (item) => item.before,
  requested: (item) => item.requested,
  after: (item) => item.after,
  settledAt: (item) => item.settledAt,
};

/** Every item of an act by name with how it ended, as CSV. @throws StandingError `act-not-found`. */
export async function exportAct(context: Context, input: { id: string } & ActQuery): Promise<string> {
  const { items } = await getAct(context, input);
  const lines = items.map((item) => csvLine(Object.values(COLUMNS).map((column) => column(item))));
  return csvLine(Object.keys(COLUMNS)) + lines.join('');
}
