import type { SendingStatusClass } from './vocabulary.ts';

export function permitsMail(status: SendingStatusClass): boolean {
  return status === 'ENABLED' || status === 'REINSTATED';
}

/**
 * Whether the aggregate follows from the two records; null: one of the three is absent or unknown and decides it.
 * "If either the customer-managed or the SES-managed status is DISABLED, the aggregate will be DISABLED"; an entity can
 * send when both permit it: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ReputationEntity.html
 * Which of ENABLED and REINSTATED it then says is not documented, so either follows where a record is REINSTATED.
 */
export function followsFromRecords(
  aggregate: SendingStatusClass,
  customer: SendingStatusClass,
  aws: SendingStatusClass,
): boolean | null {
  if (aggregate === 'absent' || aggregate === 'unknown') return null;
  if (customer === 'DISABLED' || aws === 'DISABLED') return aggregate === 'DISABLED';
  if (!permitsMail(customer) || !permitsMail(aws)) return null;
  if (aggregate === 'REINSTATED') return customer === 'REINSTATED' || aws === 'REINSTATED';
  return aggregate === 'ENABLED';
}
