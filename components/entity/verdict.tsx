'use client';

import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import { PatternLines } from '@/components/entity/pattern-lines.tsx';
import { Sentence } from '@/components/entity/sentence.tsx';
import { Working } from '@/components/entity/working.tsx';
import { StandingBadge } from '@/components/shell/mark.tsx';
import { standingMark } from '@/components/shell/standing-marks.ts';
import { Glyph } from '@/components/ui/glyph.tsx';
import { TONE_PANEL, TONE_TEXT, type Tone } from '@/components/ui/tone.ts';
import { usePrinting } from '@/components/ui/use-printing.ts';
import type { Entity } from '@/lib/domain/entity.ts';
import { pages } from '@/lib/domain/paths.ts';

/** Without trouble the page stays grey: only the shape is coloured. */
const PANEL: Record<Tone, string> = {
  ...TONE_PANEL,
  ok: 'border border-line bg-panel',
  plain: 'border border-line bg-panel',
};

function Siblings({ siblings }: { siblings: Entity['siblings'] }) {
  if (siblings.length === 0) return null;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      Also in
      {siblings.map(({ arn, region, account, standing, sendingStatusAggregate, deletedAt }) => (
        <Link
          key={arn}
          href={pages.entity(arn)}
          prefetch={false}
          className="inline-flex items-center gap-1.5 underline"
        >
          {region} ({account})
          {deletedAt ? <span>deleted</span> : <StandingBadge {...{ standing, sendingStatusAggregate }} />}
        </Link>
      ))}
    </span>
  );
}

/** The first thing read: can it send, why not, since when, who can lift it; how we know on request. */
export function Verdict({ entity, acts }: { entity: Entity; acts: ReactNode }) {
  const [shown, setShown] = useState(false);
  // On paper nothing can be asked for.
  const printing = usePrinting() !== null;
  const { explanation, standing, sendingStatusAggregate, name } = entity;
  const mark = standingMark(standing, sendingStatusAggregate);
  return (
    <section
      aria-label="Verdict"
      className={`mt-5 mb-1.5 rounded-xl px-4 py-4 sm:px-5 forced-colors:border ${PANEL[mark.tone]}`}
    >
      <h2 className="sr-only">Verdict</h2>
      <div className="grid grid-cols-[32px_minmax(0,1fr)] gap-x-3.5 gap-y-3 sm:grid-cols-[44px_minmax(0,1fr)] lg:grid-cols-[44px_minmax(0,1fr)_auto] lg:gap-x-4">
        <span className={TONE_TEXT[mark.tone]}>
          <span className="hidden sm:inline">
            <Glyph name={mark.glyph} size={42} />
          </span>
          <span className="sm:hidden">
            <Glyph name={mark.glyph} size={32} />
          </span>
        </span>
        <div className="min-w-0">
          <p className="text-[18px] leading-[1.4] font-[520] tracking-[-.008em] [overflow-wrap:anywhere]">
            <Sentence parts={explanation.parts} name={name} />
          </p>
          <div className="mt-1 flex flex-wrap gap-x-2 text-[13px] text-soft">
            {explanation.note ? <span className="[overflow-wrap:anywhere]">{explanation.note}</span> : null}
            <button
              type="button"
              aria-expanded={shown}
              className="min-h-6 cursor-pointer underline"
              onClick={() => setShown(!shown)}
            >
              {shown ? 'Hide working' : 'Show working'}
            </button>
            <Siblings siblings={entity.siblings} />
          </div>
          {explanation.disagreements.map((line) => (
            <p key={line} className="mt-2 border-l-2 border-watch pl-2.5 text-[13px] [overflow-wrap:anywhere]">
              {line}
            </p>
          ))}
          <PatternLines entity={entity} />
        </div>
        <div className="col-start-2 flex flex-wrap gap-2 items-start lg:col-start-3 lg:justify-end">{acts}</div>
      </div>
      {shown || printing ? <Working explanation={explanation} /> : null}
    </section>
  );
}
