import 'server-only';
import type { ActName, ActOutcome } from '../../domain/act-names.ts';
import { classifySendingStatus } from '../../domain/vocabulary.ts';
import type { SesEntity } from '../ses/gateway.ts';
import { presentValue } from './act-value.ts';

export interface Judgement {
  outcome: Extract<ActOutcome, 'confirmed' | 'settled-otherwise' | 'not-yet' | 'reverted'>;
  detail: string;
  after: string | null;
  /** SES's time of the customer-managed record as read. */
  afterUpdatedAt: number | null;
  /** Reading again may tell more. */
  open: boolean;
}

export interface WrittenAct {
  act: ActName;
  requested: string;
  before: string | null;
  /** SES's time of the customer-managed record before the write; null where it gave none. */
  beforeUpdatedAt: number | null;
  /** A read after the write already showed the requested value. */
  seenOnce: boolean;
}

/**
 * What one read after a write says about it. Success is whether mail may flow as asked, not whether the word is the
 * same: SES may settle ENABLED as REINSTATED while findings are open (not documented either way).
 */
export function judgeReading(written: WrittenAct, entity: SesEntity): Judgement {
  const afterUpdatedAt = entity.customerManagedStatus?.lastUpdatedAt ?? null;
  return { ...judged(written, entity), afterUpdatedAt };
}

function judged(written: WrittenAct, entity: SesEntity): Omit<Judgement, 'afterUpdatedAt'> {
  const after = presentValue(written.act, entity);
  if (written.act === 'set-policy') return judgePolicy(written, after);
  const aggregate = entity.sendingStatusAggregate;
  const wants = written.act === 'disable' ? 'DISABLED' : 'permitted';
  const flows = flowOf(aggregate);
  const moved = isNewer(entity.customerManagedStatus?.lastUpdatedAt ?? null, written.beforeUpdatedAt);
  const says = `The customer-managed record says ${after ?? 'nothing'}, the aggregate ${aggregate ?? 'nothing'}.`;
  if (after === written.requested) {
    if (flows === wants) return { outcome: 'confirmed', detail: says, after, open: false };
    const why = entity.awsSesManagedStatus?.status === 'DISABLED' ? ' SES’s own record stops it.' : '';
    return {
      outcome: 'not-yet',
      detail: `It was written, but sending has not followed yet. ${says}${why}`,
      after,
      open: true,
    };
  }
  if (written.seenOnce) {
    return { outcome: 'reverted', detail: `It was written and seen, then moved back. ${says}`, after, open: false };
  }
  const settled = moved || after !== written.before;
  if (settled && wants === 'permitted' && flowOf(after) === 'permitted' && flows === 'permitted') {
    return {
      outcome: 'settled-otherwise',
      detail: `SES settled on ${after}, which permits sending alike. ${says}`,
      after,
      open: false,
    };
  }
  if (settled && moved) {
    const cause = entity.customerManagedStatus?.cause;
    const because = cause == null ? '' : ` Its cause now: ${cause}`;
    return { outcome: 'reverted', detail: `It was written and moved again. ${says}${because}`, after, open: false };
  }
  return { outcome: 'not-yet', detail: `It was written, but is not visible yet. ${says}`, after, open: true };
}

function judgePolicy(written: WrittenAct, after: string | null): Omit<Judgement, 'afterUpdatedAt'> {
  const says = `The policy is ${after ?? 'not reported'}.`;
  if (after === written.requested) return { outcome: 'confirmed', detail: says, after, open: false };
  if (written.seenOnce)
    return { outcome: 'reverted', detail: `It was set and seen, then moved back. ${says}`, after, open: false };
  return { outcome: 'not-yet', detail: `It was written, but is not visible yet. ${says}`, after, open: true };
}

function flowOf(status: string | null): 'permitted' | 'DISABLED' | 'unknown' {
  switch (classifySendingStatus(status)) {
    case 'ENABLED':
    case 'REINSTATED':
      return 'permitted';
    case 'DISABLED':
      return 'DISABLED';
    case 'absent':
    case 'unknown':
      return 'unknown';
  }
}

/** Only a known earlier time proves that SES wrote the record again. */
function isNewer(time: number | null, before: number | null): boolean {
  return time !== null && before !== null && time > before;
}
