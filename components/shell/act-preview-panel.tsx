import { Notice } from '@/components/ui/notice.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { TONE_TEXT, type Tone } from '@/components/ui/tone.ts';
import { MarkBadge } from '@/components/shell/mark.tsx';
import { recordMark } from '@/components/shell/standing-marks.ts';
import type { ActPreview, PreviewOutcome } from '@/lib/domain/act-preview.ts';

const OUTCOMES: Record<PreviewOutcome, { word: string; tone: Tone }> = {
  'will-change': { word: 'Will change', tone: 'ok' },
  'no-effect': { word: 'No effect', tone: 'stop' },
  'already-so': { word: 'Already so', tone: 'plain' },
  protected: { word: 'Protected', tone: 'watch' },
  'not-allowed': { word: 'Not allowed', tone: 'watch' },
  unread: { word: 'Unread', tone: 'watch' },
};

const MAIL: Record<ActPreview['predictions'][number]['mail'], string> = {
  flows: 'mail flows',
  stops: 'mail stops',
  'stays-stopped': 'mail stays stopped',
  'stays-as-it-is': 'mail as before',
  unknown: 'whether mail flows is not known',
};

const number = (count: number) => count.toLocaleString('en');

interface PreviewPanelProps {
  preview: ActPreview;
  /** Of one sender, whose name and change stand beside it. */
  single?: boolean;
}

/** What an act would do, before it does: who changes and who does not, to what, and what to expect. */
export function PreviewPanel({ preview, single = false }: PreviewPanelProps) {
  const { groups, predictions, findings, expect, guard, cost } = preview;
  return (
    <section aria-label="What it would do" className="flex flex-col gap-3">
      {guard.refusal === null ? null : <Notice tone="watch">{guard.refusal.reason}</Notice>}
      <ul className={`rounded-lg border border-line ${single && predictions.length > 0 ? 'hidden' : ''}`}>
        {groups.map(({ outcome, reason, count, examples }) => (
          <li
            key={`${outcome} ${reason}`}
            className="grid grid-cols-[64px_minmax(0,1fr)] gap-x-3 border-line px-3.5 py-2 not-first:border-t"
          >
            <span className="text-right text-[16px] font-semibold tabular-nums">{number(count)}</span>
            <span>
              <span className={`font-[550] ${TONE_TEXT[OUTCOMES[outcome].tone]}`}>{OUTCOMES[outcome].word}</span>
              <span className="block text-[12.5px] text-soft [overflow-wrap:anywhere]">
                {reason === null ? '' : `${reason} `}
                {examples.map(({ arn, name }, index) => (
                  <span key={arn}>
                    {index === 0 ? '' : ', '}
                    <PlainText text={name} />
                  </span>
                ))}
                {count > examples.length ? ` and ${number(count - examples.length)} more` : ''}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {predictions.length === 0 ? null : (
        <ul aria-label="Predicted" className="flex flex-col gap-1 rounded-lg bg-paused-bg px-3.5 py-3">
          {predictions.map((one) => (
            <li key={`${one.from} ${one.to} ${one.mail}`} className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
              {single ? 'Aggregate: ' : `${number(one.count)} ×`}
              <MarkBadge mark={recordMark('aggregate', one.from)} />
              <span aria-label="becomes">→</span>
              {one.to === null ? <span>not known</span> : <MarkBadge mark={recordMark('aggregate', one.to)} />}
              <span className="text-soft">
                {MAIL[one.mail]}
                {one.documented ? '' : ' · likely, not documented by SES'}
              </span>
            </li>
          ))}
        </ul>
      )}
      {predictions.length === 0 ? null : (
        <ul className="flex list-disc flex-col gap-1 pl-5 text-soft">
          <li>{findingWords(findings, single)}</li>
          {expect.map(({ text, documented }) => (
            <li key={text}>
              {text}
              {documented ? '' : ' Not documented by SES.'}
            </li>
          ))}
          {guard.words.map((word) => (
            <li key={word} className="text-ink">
              {word}
            </li>
          ))}
          <li>
            {number(cost.requests)} requests to SES
            {cost.seconds === null ? '' : `, about ${lasting(cost.seconds)} at the rate of its budget`}.
          </li>
        </ul>
      )}
    </section>
  );
}

function findingWords({ known, senders, open, types }: ActPreview['findings'], single: boolean): string {
  const them = single ? 'it' : 'them';
  const blind = known ? '' : ' Not all findings have been read yet.';
  if (open === 0) return known ? `No finding is open on ${them}.` : `No open finding is known on ${them}.${blind}`;
  const which = types.length === 0 ? '' : ` (${types.join(', ')})`;
  return `${number(open)} ${open === 1 ? 'finding stays' : 'findings stay'} open on ${single ? 'it' : `${number(senders)} of them`}${which}.${blind}`;
}

/** Roughly: seconds, minutes or hours. */
export function lasting(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}
