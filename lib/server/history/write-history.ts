import 'server-only';
import type { Change, CoverageGap, TrackValue } from '../../domain/change.ts';
import type { ExportFormat } from '../../domain/change-export.ts';
import { csvLine } from '../entities/write-csv.ts';
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

/** A file in parts, so that a long history is written as it is read. */
export interface HistoryWriter {
  head(head: HistoryHead): string;
  changes(changes: readonly Change[]): string;
  end(): string;
}

const COLUMNS: Record<string, (change: Change) => string | null> = {
  at: (change) => change.at,
  seenAt: (change) => change.seenAt,
  awsTime: (change) => change.awsTime,
  seenAfter: (change) => change.seenAfter,
  track: (change) => change.track,
  kind: (change) => change.kind,
  old: (change) => change.old?.value ?? null,
  oldCause: (change) => change.old?.cause ?? null,
  new: (change) => change.new.value,
  cause: (change) => change.cause,
  impact: (change) => change.impact,
  source: (change) => change.source,
  origin: (change) => change.origin.kind,
  evidence: (change) => change.origin.evidence.join(' ') || null,
  who: (change) => change.origin.who,
  why: (change) => change.origin.why,
  actId: (change) => change.origin.actId,
  marks: (change) => change.marks.join(' ') || null,
  incarnation: (change) => String(change.incarnation),
  arn: (change) => change.arn,
  id: (change) => change.id,
};

export const HISTORY_WRITERS: Record<ExportFormat, () => HistoryWriter> = {
  csv: () => ({
    head: () => csvLine(Object.keys(COLUMNS)),
    changes: (changes) =>
      changes.map((change) => csvLine(Object.values(COLUMNS).map((column) => column(change)))).join(''),
    end: () => '',
  }),
  json: () => {
    let begun = false;
    return {
      head: (head) => `${JSON.stringify(head, null, 1).slice(0, -2)},\n "changes": [`,
      changes: (changes) =>
        changes
          .map((change) => {
            const line = `${begun ? ',' : ''}\n  ${JSON.stringify(change)}`;
            begun = true;
            return line;
          })
          .join(''),
      end: () => '\n ]\n}\n',
    };
  },
  md: () => {
    let day = '';
    return {
      head: markdownHead,
      changes: (changes) =>
        changes
          .map((change) => {
            const heading = change.at.slice(0, 10);
            const lines = `${heading === day ? '' : `\n## ${heading}\n\n`}${markdownChange(change)}`;
            day = heading;
            return lines;
          })
          .join(''),
      end: () => (day === '' ? '\nNo change was seen in this time.\n' : ''),
    };
  },
};

const utc = (time: string) => `${time.slice(0, 19).replace('T', ' ')} UTC`;

/** Whatever others wrote stands in a code span, where Markdown and HTML mean nothing. */
function markdownHead(head: HistoryHead): string {
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

function markdownChange(change: Change): string {
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
