import type { Explanation } from '@/lib/domain/explanation.ts';
import type { Certainty } from '@/lib/domain/explanation-parts.ts';

const CERTAINTY_WORDS: Record<Certainty, string> = {
  documented: 'documented',
  likely: 'likely',
  'not-documented': 'not documented by SES',
};

/** How the verdict came about: each rule, what it found here, how sure it is, and where SES says so. */
export function Working({ explanation }: { explanation: Explanation }) {
  const { working, next, expect } = explanation;
  return (
    <div className="mt-3 text-[13px]">
      <dl>
        {working.map((step) => (
          <div
            key={`${step.rule}${step.finding}`}
            className="grid gap-x-5 gap-y-0.5 border-t border-line py-2 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)_minmax(0,2fr)]"
          >
            <dt className="text-soft">{step.rule}</dt>
            <dd className="[overflow-wrap:anywhere]">{step.finding}</dd>
            <dd className="text-soft">
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
      <Lines title="What to do" lines={next} />
      <Lines title="What to expect" lines={expect} />
    </div>
  );
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <section className="border-t border-line py-2">
      <h3 className="text-[12px] font-[550] text-soft">{title}</h3>
      <ul className="list-disc pl-5 [overflow-wrap:anywhere]">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  );
}
