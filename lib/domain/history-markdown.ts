import type { Change, CoverageGap, TrackValue } from './change.ts';
import { codeSpan } from './code-span.ts';

/** What a file begins with. Times are ISO 8601; null bounds are open. */
export interface HistoryHead {
  arn: string;
  name: string;
  region: string;
  account: string;
  exportedAt: string;
  from: string | null;
  to: string | null;
  watchedSince: string;
  gaps: readonly CoverageGap[];
}

const utc = (time: string) => `${time.slice(0, 19).replace('T', ' ')} UTC`;

/** Whatever others wrote stands in a code span, where Markdown and HTML mean nothing. */
export function markdownHead(head: HistoryHead): string {
  const { name, arn, region, account, exportedAt, from, to, watchedSince, gaps } = head;
  const range = `${from === null ? 'the beginning' : utc(from)} to ${to === null ? utc(exportedAt) : utc(to)}`;
  return [
    `# History of ${codeSpan(name)}`,
    '',
    `- ARN: ${codeSpan(arn)}`,
    `- Account ${codeSpan(account)}, Region ${codeSpan(region)}`,
    `- From ${range}; exported ${utc(exportedAt)}`,
    `- Watched since ${utc(watchedSince)}`,
    ...gaps.map(
      (gap) => `- Not watched from ${utc(gap.from)} to ${gap.to === null ? 'now' : utc(gap.to)} (${gap.reason})`,
    ),
    '',
    'Newest first. “AWS says” is the time in SES’s own record, “known” when Standing saw it or was told.',
    '',
  ].join('\n');
}

/** One change with all that is known of it. */
export function markdownChange(change: Change): string {
  const { at, seenAt, awsTime, seenAfter, track, kind, cause, source, origin, marks } = change;
  const now = codeSpan(valueWords(change.new));
  const what =
    kind === 'baseline'
      ? `first seen: ${now}`
      : kind === 'rewritten'
        ? `${now}, updated again; what lay between was not seen`
        : `${change.old === null ? '' : `${codeSpan(valueWords(change.old))} → `}${now}`;
  const times = [
    awsTime === null ? 'SES gives no time' : `AWS says ${utc(awsTime)}`,
    `known ${utc(seenAt)}`,
    ...(seenAfter === null ? [] : [`not yet at ${utc(seenAfter)}`]),
    `by ${source}`,
  ];
  return [
    `- **${at.slice(11, 19)}** ${codeSpan(track)}: ${what}`,
    `  - ${times.join('; ')}`,
    ...(cause === null ? [] : [`  - Cause: ${codeSpan(cause)}`]),
    `  - Origin: ${origin.kind}${origin.who === null ? '' : `, ${codeSpan(origin.who)}`}`,
    ...origin.evidence.map((line) => `  - Evidence: ${codeSpan(line)}`),
    ...(origin.why === null ? [] : [`  - Reason: ${codeSpan(origin.why)}`]),
    ...(marks.length === 0 ? [] : [`  - Marks: ${codeSpan(marks.join(', '))}`]),
    '',
  ].join('\n');
}

const valueWords = ({ value }: TrackValue) => value ?? 'not reported';
