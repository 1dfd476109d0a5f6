import 'server-only';
import type { Change } from '../../domain/change.ts';
import type { ExportFormat } from '../../domain/change-export.ts';
import { type HistoryHead, markdownChange, markdownHead } from '../../domain/history-markdown.ts';
import { csvLine } from '../entities/write-csv.ts';

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
