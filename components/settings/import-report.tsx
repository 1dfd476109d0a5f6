import { PlainText } from '@/components/ui/plain-text.tsx';
import { counted } from '@/lib/domain/counted.ts';
import type { EventImport, ImportCounts } from '@/lib/domain/event-import.ts';

const ROWS: [Exclude<keyof ImportCounts, 'events' | 'senders'>, string][] = [
  ['taken', 'taken into the history'],
  ['merged', 'merged: Standing had seen them itself'],
  ['known', 'known from an import before, or twice in this file'],
  ['advice', 'of advice on identities, kept as they came'],
  ['unknown', 'of kinds Standing does not know, kept as they came'],
  ['refused', 'refused'],
];

const say = (value: number) => value.toLocaleString('en');

/** What became of the events of one file; rows of nothing are left out. */
export function ImportReport({ report }: { report: EventImport }) {
  const { counts, lines, refusals, unknownTypes } = report;
  return (
    <div>
      <p>
        {counted(counts.events, 'event')} in {counted(lines, 'line')}
        {counts.senders > 0 ? `; ${counted(counts.senders, 'sender')} that nothing else tells of` : ''}.
      </p>
      <ul className="mt-1">
        {ROWS.filter(([name]) => counts[name] > 0 || name === 'taken').map(([name, words]) => (
          <li key={name}>
            <span className="tabular-nums">{say(counts[name])}</span> {words}
          </li>
        ))}
      </ul>
      {unknownTypes.length === 0 ? null : (
        <ul className="mt-1 text-[12.5px]">
          {unknownTypes.map(({ detailType, count }) => (
            <li key={detailType}>
              unknown: {say(count)} × <PlainText text={detailType} />
            </li>
          ))}
        </ul>
      )}
      {refusals.length === 0 ? null : (
        <ul className="mt-1 text-[12.5px]">
          {refusals.map(({ reason, count, lines: at }) => (
            <li key={reason}>
              refused: {say(count)} × <PlainText text={reason} /> {at.length === 1 ? 'Line' : 'Lines'}{' '}
              {at.map(say).join(', ')}
              {count > at.length ? ', …' : ''}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
