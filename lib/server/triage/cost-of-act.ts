import 'server-only';
import type { ActPreview } from '../../domain/act-preview.ts';
import type { Context } from '../context.ts';
import type { TargetGroup } from '../store/group-target.ts';
import { planConfirmation } from './plan-confirmation.ts';

/** One read before the write, the write, and one read after it where no list tells of many at once. */
const BEFORE_AND_WRITE = 2;

/** What an act costs SES at least, and how long that takes at the rate of its connections, which work side by side. */
export async function costOf(
  { store, gateway }: Context,
  changing: readonly TargetGroup[],
  requested: string,
): Promise<ActPreview['cost']> {
  const items = new Map<string, number>();
  for (const { connectionId, count } of changing) items.set(connectionId, (items.get(connectionId) ?? 0) + count);
  let requests = 0;
  let seconds: number | null = 0;
  for (const [connectionId, count] of items) {
    const connection = gateway.get(connectionId);
    const pageSize = connection?.pageSizes()['ListReputationEntities'];
    const plan = await planConfirmation(store.read, connectionId, pageSize, requested, count);
    const reads = plan === null ? count : Math.ceil(count / plan.chunk) * plan.pages;
    const here = count * BEFORE_AND_WRITE + reads;
    requests += here;
    const rate = connection?.budget().ratePerSecond;
    seconds = rate === undefined || seconds === null ? null : Math.max(seconds, here / rate);
  }
  return { requests, seconds: seconds === null ? null : Math.ceil(seconds) };
}
