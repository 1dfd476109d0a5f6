import { sesCommand } from '@/components/entity/entity-words.ts';
import { STATUS_OF_ACT, type ActName } from '@/lib/domain/act-names.ts';
import type { Entity } from '@/lib/domain/entity.ts';
import type { PolicyName } from '@/lib/domain/vocabulary.ts';

/** The act as the AWS command line would do it; SES keeps no reason, so none travels with it. */
export function actCommand(entity: Pick<Entity, 'arn' | 'region'>, act: Exclude<ActName, 'set-policy'>): string {
  return sesCommand(
    'update-reputation-entity-customer-managed-status',
    entity,
    ` --sending-status ${STATUS_OF_ACT[act]}`,
  );
}

/** Policies are AWS's own, one a partition and Region: their account is the word `aws`. */
export function policyCommand(entity: Pick<Entity, 'arn' | 'region' | 'partition'>, policy: PolicyName): string {
  const { partition, region } = entity;
  const arn = `arn:${partition}:ses:${region}:aws:reputation-policy/${policy}`;
  return sesCommand('update-reputation-entity-policy', entity, ` --reputation-entity-policy '${arn}'`);
}
