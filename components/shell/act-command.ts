import { STATUS_OF_ACT, type ActName } from '@/lib/domain/act-names.ts';
import type { Entity } from '@/lib/domain/entity.ts';
import { parseArn } from '@/lib/domain/parse-arn.ts';
import type { PolicyName } from '@/lib/domain/vocabulary.ts';

/** Single quotes: nothing inside is read by the shell. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** One SES v2 command about this entity. */
function sesCommand(operation: string, entity: Pick<Entity, 'arn' | 'region'>, more = ''): string {
  return `aws sesv2 ${operation} --reputation-entity-type RESOURCE --reputation-entity-reference ${quoted(entity.arn)}${more} --region ${entity.region}`;
}

export function readCommand(entity: Pick<Entity, 'arn' | 'region'>): string {
  return sesCommand('get-reputation-entity', entity);
}

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

/** One command a line, for acts on many; what is no ARN of SES is left out. */
export function actCommands(arns: readonly string[], write: { act: ActName; policy?: PolicyName }): string {
  return arns
    .flatMap((arn) => {
      const place = parseArn(arn);
      if (place === null) return [];
      const entity = { arn, ...place };
      if (write.act !== 'set-policy') return actCommand(entity, write.act);
      return write.policy === undefined ? [] : policyCommand(entity, write.policy);
    })
    .join('\n');
}
