import type { Switches } from '../switches.ts';
import type { EntityState } from './entity.ts';

/**
 * SendingStatusAggregate: DISABLED if either record is; else the switch decides what REINSTATED gives. An unknown
 * status of either record is passed on as it is.
 */
export function aggregateOf(state: EntityState, switches: Switches): string | undefined {
  if (state.aggregate !== undefined) return state.aggregate ?? undefined;
  const customer = state.customer?.status ?? 'ENABLED';
  const aws = state.aws?.status ?? 'ENABLED';
  if (customer === 'DISABLED' || aws === 'DISABLED') return 'DISABLED';
  if (customer === 'REINSTATED' || aws === 'REINSTATED') return switches.reinstatedAggregate;
  return customer === 'ENABLED' ? aws : customer;
}
