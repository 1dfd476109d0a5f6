import type { HandOver, HandOverFlip } from './hand-over.ts';
import { counted } from './counted.ts';

/** `2026-11-22 02:14 UTC`: it travels, so the zone is named and never the reader's. */
const moment = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/** Words of others inside Markdown: one line, and nothing in them is markup. */
function plain(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_{}[\]()<>#+!|~&-]/g, '\\$&')
    .trim();
}

export function durationWords(seconds: number | null): string {
  if (seconds === null) return 'not known';
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} m`;
  return minutes < 2880 ? `${Math.floor(minutes / 60)} h ${minutes % 60} m` : `${Math.floor(minutes / 1440)} d`;
}

/** "median of 12; 3 not fully seen are left out" */
export function figureWords({ medianSeconds, measured, leftOut }: HandOver['statistics']['timeToLift']): string {
  const seen = measured === 0 ? 'none measured' : `${durationWords(medianSeconds)}, median of ${measured}`;
  return leftOut === 0 ? seen : `${seen}; ${leftOut} not fully seen are left out`;
}

export function stayedWords({ stayed, of, leftOut }: HandOver['statistics']['stayedUp']): string {
  const share = of === 0 ? 'none to judge yet' : `${stayed} of ${of} (${Math.round((stayed / of) * 100)} %)`;
  return leftOut === 0 ? share : `${share}; ${leftOut} not watched all the time are left out`;
}

function section<T>(
  title: string,
  { total, items }: { total: number; items: readonly T[] },
  line: (item: T) => string,
) {
  const cut = total > items.length ? [`- and ${total - items.length} more`] : [];
  return [`## ${title} (${total})`, '', ...(total === 0 ? ['None.'] : items.map(line)), ...cut, ''];
}

const sender = ({ name, region, account }: { name: string; region: string; account: string }) =>
  `**${plain(name)}** (${region}, ${account})`;

function flipLine(flip: HandOverFlip): string {
  const by = flip.who === null ? '' : `; by ${plain(flip.who)}${flip.why ? `: ${plain(flip.why)}` : ''}`;
  const cause = flip.cause === null ? '' : `; cause: “${plain(flip.cause)}”`;
  return `- ${moment(flip.at)}: ${sender(flip)}: ${flip.from ?? 'not reported'} → ${flip.to ?? 'not reported'}${cause}${by}`;
}

/** The report as a document to paste elsewhere; causes and reasons verbatim, on one line each. */
export function handOverMarkdown(report: HandOver): string {
  const { statistics } = report;
  return [
    `# SES hand over, ${moment(report.since)} to ${moment(report.until)}`,
    '',
    ...(report.unread.length > 0
      ? [`Cannot be read now, and is as of the last read: ${report.unread.map(plain).join(', ')}.`, '']
      : []),
    ...section('New stops', report.paused, flipLine),
    ...section('Lifted', report.lifted, flipLine),
    ...section('Still open, oldest first', report.open, (item) =>
      [
        `- ${sender(item)}: ${item.atLeast ? 'at least ' : ''}since ${moment(item.since)}`,
        item.liftedBy === 'aws' ? 'this API cannot lift it' : 'can be lifted',
        `${item.owner === null ? 'nobody’s yet' : plain(item.owner)}, ${item.state}`,
        ...(item.awsCaseId === null ? [] : [`AWS case ${plain(item.awsCaseId)}`]),
      ].join('; '),
    ),
    ...section('Acts', report.acts, ({ at, act, who, why, senders, outcomes }) => {
      const ends = Object.entries(outcomes).map(([outcome, count]) => `${count} ${outcome}`);
      return `- ${moment(at)}: ${act}, ${counted(senders, 'sender')}, by ${plain(who)}: ${plain(why)} (${ends.join(', ')})`;
    }),
    ...section(
      'Snoozes that end within 24 hours',
      report.snoozesEnding,
      (item) => `- ${moment(item.until)}: ${sender(item)}, by ${plain(item.by)}`,
    ),
    `## The last ${statistics.days} days`,
    '',
    `- Time to acknowledge: ${figureWords(statistics.timeToAcknowledge)}`,
    `- Time to lift: ${figureWords(statistics.timeToLift)}`,
    `- Stayed up for 7 days after it was lifted: ${stayedWords(statistics.stayedUp)}`,
    '',
  ].join('\n');
}
