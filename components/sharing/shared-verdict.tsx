import { Fragment } from 'react';
import { standingMark } from '@/components/shell/standing-marks.ts';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import { Glyph } from '@/components/ui/glyph.tsx';
import { visible } from '@/components/ui/plain-text.tsx';
import { TONE_PANEL, TONE_TEXT, type Tone } from '@/components/ui/tone.ts';
import type { Certainty } from '@/lib/domain/explanation-parts.ts';
import type { SharedView } from '@/lib/domain/shared-view.ts';

const PANEL: Record<Tone, string> = {
  ...TONE_PANEL,
  ok: 'border border-line bg-panel',
  plain: 'border border-line bg-panel',
};

const CERTAINTY_WORDS: Record<Certainty, string> = {
  documented: 'documented by SES',
  likely: 'likely',
  'not-documented': 'not documented by SES',
};

function Sentence({ parts }: { parts: NonNullable<SharedView['verdict']>['parts'] }) {
  return parts.map((part, index) => (
    // Parts have no identity but their place, and are replaced together.
    // oxlint-disable-next-line react/no-array-index-key
    <Fragment key={index}>
      {typeof part === 'string' ? (
        <bdi>{visible(part)}</bdi>
      ) : (
        <ExactTime at={part.time} form={part.form} atLeast={part.atLeast} />
      )}
    </Fragment>
  ));
}

function Working({ steps }: { steps: NonNullable<SharedView['working']> }) {
  return (
    <dl className="text-[13px]">
      {steps.map((step) => (
        <div
          key={`${step.rule}${step.finding}`}
          className="grid gap-x-5 gap-y-0.5 border-t border-line py-2 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_minmax(0,2fr)]"
        >
          <dt className="text-soft">{step.rule}</dt>
          <dd className="[overflow-wrap:anywhere]">{step.finding}</dd>
          <dd className="[overflow-wrap:anywhere] text-soft">
            {CERTAINTY_WORDS[step.certainty]} ·{' '}
            {step.sourceUrl ? (
              <a className="underline" href={step.sourceUrl} target="_blank" rel="noreferrer">
                {step.source}
              </a>
            ) : (
              step.source
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Can it send, why not, since when; and how that is known, where that is shared. */
export function SharedVerdict({ view: { verdict, working } }: { view: SharedView }) {
  const mark = verdict ? standingMark(verdict.standing, verdict.sendingStatusAggregate) : null;
  return (
    <section
      aria-label="Verdict"
      className={`mt-5 mb-1.5 rounded-xl px-4 py-4 sm:px-5 forced-colors:border ${PANEL[mark?.tone ?? 'plain']}`}
    >
      <h2 className="sr-only">Verdict</h2>
      {verdict && mark ? (
        <div className="grid grid-cols-[32px_minmax(0,1fr)] gap-x-3.5 pb-1">
          <span className={TONE_TEXT[mark.tone]}>
            <Glyph name={mark.glyph} size={32} />
          </span>
          <div className="min-w-0">
            <p className="text-[18px] leading-[1.4] font-[520] tracking-[-.008em] [overflow-wrap:anywhere]">
              <Sentence parts={verdict.parts} />
            </p>
            {verdict.note ? (
              <p className="mt-1 text-[13px] [overflow-wrap:anywhere] text-soft">{verdict.note}</p>
            ) : null}
            {verdict.disagreements.map((line) => (
              <p key={line} className="mt-2 border-l-2 border-watch pl-2.5 text-[13px] [overflow-wrap:anywhere]">
                {line}
              </p>
            ))}
            <p className="mt-1 text-[12.5px] text-soft">“You” means whoever operates this AWS account.</p>
          </div>
        </div>
      ) : null}
      {working ? (
        <>
          <h3 className="mt-2 mb-1.5 text-[12px] font-[550] text-soft">How this is known</h3>
          <Working steps={working} />
        </>
      ) : null}
    </section>
  );
}
