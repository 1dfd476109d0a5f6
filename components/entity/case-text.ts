import type { Change } from '@/lib/domain/change.ts';
import type { Entity, StatusRecord } from '@/lib/domain/entity.ts';
import type { Finding } from '@/lib/domain/finding.ts';
import { policyNameOf } from '@/lib/domain/vocabulary.ts';

/** `2026-11-22 02:14:07 UTC`: it travels, so the zone is named and never the reader's. */
const moment = (iso: string) => `${iso.slice(0, 19).replace('T', ' ')} UTC`;

function recordLines(name: string, record: StatusRecord | null): string[] {
  if (record === null) return [`${name}: not reported`];
  const updated = record.lastUpdatedAt ? `, updated ${moment(record.lastUpdatedAt)}` : '';
  return [
    `${name}: ${record.status ?? 'not reported'}${updated}`,
    record.cause === null ? '  Cause: none given' : `  Cause, as SES gives it: ${record.cause}`,
  ];
}

function findingLine({ type, impact, status, createdAt, description }: Finding): string {
  const head = [type ?? 'type not reported', impact, status, createdAt ? `since ${moment(createdAt)}` : null];
  return `- ${head.filter(Boolean).join(', ')}${description ? `: ${description}` : ''}`;
}

function oursLine({ seenAt, track, old, new: now, origin }: Change): string {
  const values = [old?.value, now.value].filter(Boolean).join(' -> ');
  return `- ${moment(seenAt)}: ${track} ${values}${origin.why ? `. ${origin.why}` : ''}`;
}

/**
 * What AWS Support needs to know about a sender that SES itself disabled: plain text, causes verbatim, and places for what
 * only the operator knows. The names of colleagues stay here.
 *
 * @param changes any; those that Standing made are listed as what was done
 */
export function caseText(entity: Entity, findings: readonly Finding[], changes: readonly Change[]): string {
  const { name, arn, account, region, since, reputationImpact, reputationManagementPolicy } = entity;
  const open = findings.filter(({ status }) => status === 'OPEN');
  const ours = changes.filter(({ origin, kind }) => origin.kind === 'ours' && kind !== 'baseline');
  return [
    `Amazon SES tenant ${name} (${region}): sending disabled by the SES-managed status`,
    '',
    'Please review the sending status of this SES tenant and tell us what else you need to lift it.',
    '',
    `Tenant: ${name}`,
    `ARN: ${arn}`,
    `Account: ${account}`,
    `Region: ${region}`,
    `Sending status, aggregate: ${entity.sendingStatusAggregate ?? 'not reported'}, ${since.atLeast ? 'at least since' : 'since'} ${moment(since.at)}`,
    ...recordLines('SES-managed status', entity.awsSesManagedStatus),
    ...recordLines('Customer-managed status', entity.customerManagedStatus),
    `Reputation impact: ${reputationImpact ?? 'none reported'}`,
    `Reputation policy: ${policyNameOf(reputationManagementPolicy) ?? 'not reported'}`,
    '',
    open.length === 0 ? 'Open findings: none known' : 'Open findings:',
    ...open.map(findingLine),
    '',
    'What happened, and why: [to be completed]',
    '',
    'What we changed so that it does not happen again:',
    ...ours.map(oursLine),
    '- [to be completed]',
    '',
  ].join('\n');
}
