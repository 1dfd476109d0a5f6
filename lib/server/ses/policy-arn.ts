import 'server-only';
import { type EntityArn, parseArn } from '../../domain/arn.ts';
import type { PolicyName } from '../../domain/vocabulary.ts';
import { StandingError } from '../errors.ts';

/** The AWS-owned policy of the entity's own partition and Region: `aws` stands where the account would. */
export function policyArnFor(arn: EntityArn, policy: PolicyName): string {
  const parts = parseArn(arn);
  if (!parts) throw new StandingError('invalid-arn', `${arn} is not an SES resource ARN.`);
  return `arn:${parts.partition}:ses:${parts.region}:aws:reputation-policy/${policy}`;
}
