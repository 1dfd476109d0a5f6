import 'server-only';
import { isEntityArn, parseArn, tenantOf, type EntityArn } from '../../domain/arn.ts';
import { hasCode } from '../errors.ts';
import { applyAbsence } from '../history/apply-absence.ts';
import { applyAnswers } from '../history/apply-answers.ts';
import { recordReading } from '../history/record-state.ts';
import type { Answer, SesEntity } from '../ses/gateway.ts';
import { mayAsk, type Watched } from './watched.ts';

const TENANT_ACTION = 'ses:GetTenant';

/**
 * Reads one entity by itself in the lowest lane. What SES answers for a deleted tenant is not documented: NotFound makes
 * a tombstone; for one that a whole sweep did not name, any other word is checked against `GetTenant`. A refusal of
 * permission is never absence.
 * @throws StandingError of the gateway.
 */
export async function confirmEntity(watched: Watched, arn: string, why: 'missing' | 'left' | 'known'): Promise<void> {
  if (!isEntityArn(arn)) return;
  const { context, ses, signal, id } = watched;
  const beganAt = context.clock.now();
  let answer: Answer<SesEntity> | null = null;
  let absent = false;
  try {
    answer = await ses.getEntity(arn, { lane: 'full-sweep', signal });
  } catch (error) {
    absent = hasCode(error, 'ses-not-found');
    if (!absent && !(hasCode(error, 'ses-bad-request') && why === 'missing')) throw error;
  }
  absent ||= why === 'missing' && (await isTenantGone(watched, arn));
  if (absent) {
    const { checkLease } = watched;
    const endedAt = context.clock.now();
    await applyAbsence(context, { connectionId: id, source: 'sweep', arn, beganAt, endedAt, checkLease });
  } else if (answer !== null) {
    const { value: entity, endedAt } = answer;
    await applyAnswers(context, {
      connectionId: id,
      source: 'sweep',
      answers: [{ entity, beganAt: answer.beganAt, endedAt }],
      settle: async (transaction) => {
        await watched.checkLease(transaction);
        await recordReading(transaction, id, endedAt);
      },
    });
  }
}

/** The tenant of this ARN does not exist, or its name belongs to another tenant now. False where we cannot tell. */
async function isTenantGone(watched: Watched, arn: EntityArn): Promise<boolean> {
  const parts = parseArn(arn);
  if (parts?.resourceType !== 'tenant' || !mayAsk(watched, TENANT_ACTION)) return false;
  const { ses, signal, denied, context } = watched;
  try {
    const { value } = await ses.getTenant(tenantOf(parts).tenantName, { lane: 'full-sweep', signal });
    return value.arn !== arn;
  } catch (error) {
    if (hasCode(error, 'ses-not-found')) return true;
    if (hasCode(error, 'ses-access-denied')) denied.set(TENANT_ACTION, context.clock.now() + 60_000);
    else if (!hasCode(error, 'ses-bad-request')) throw error;
    return false;
  }
}
