'use client';

import { useQuery } from '@tanstack/react-query';
import { MomentLine } from '@/components/history/moment-line.tsx';
import { permalink } from '@/components/history/permalink.ts';
import type { Lane } from '@/components/history/prepare-lanes.ts';
import { durationWords } from '@/components/history/step-words.ts';
import { trackWords } from '@/components/shell/change-words.ts';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { formatMoment } from '@/components/ui/format-time.ts';
import { Time } from '@/components/ui/time.tsx';
import { changeQuery } from '@/lib/client/change-queries.ts';
import { pages } from '@/lib/domain/paths.ts';
import { readMoments } from '@/lib/domain/read-moments.ts';

interface SelectedChangeProps {
  arn: string;
  id: string;
  lanes: readonly Lane[];
  now: number;
  onClear: () => void;
}

/** The change in the address, wherever in a long history it lies: what it was, how long what it began has held. */
export function SelectedChange({ arn, id, lanes, now, onClear }: SelectedChangeProps) {
  const { data } = useQuery({ ...changeQuery(arn, id), enabled: /^\d{1,9}$/.test(id) });
  const [moment] = readMoments(data?.items ?? []);
  const [placed] = moment?.changes ?? [];
  const step = lanes.flatMap(({ steps }) => steps).find(({ changeId }) => changeId === Number(id));
  if (!data) return null;
  if (!moment || !placed) {
    return (
      <p className="mt-2 text-soft">
        This address names a change that this sender’s history does not hold.{' '}
        <button type="button" className="min-h-6 cursor-pointer underline" onClick={onClear}>
          Leave it out
        </button>
      </p>
    );
  }
  const { track } = placed.change;
  const link = () => {
    const { pathname, search, origin } = window.location;
    return `${origin}${pathname}${search}`;
  };
  const live = () => new URL(pages.entity(arn, { change: id }), window.location.origin).href;
  const sentence = `${trackWords(track)} changed at ${formatMoment(moment.at, now, 'utc')}`;
  return (
    <section aria-label="Selected change" className="mt-3 rounded-lg border border-line bg-panel px-3 pb-2">
      <ul className="[&>li]:border-t-0">
        <MomentLine moment={moment} currentId={null} linkTo={permalink} />
      </ul>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-[12.5px] text-soft">
        <span>
          <Time at={new Date(moment.at).toISOString()} form="moment" />
          {step ? ` · held ${durationWords(step, now)}` : ''}
        </span>
        <span className="ml-auto flex flex-wrap items-center gap-1 print:hidden">
          <CopyButton
            look="quiet"
            label="Copy link"
            said="Link to this change copied"
            text={() => `${sentence}\n${link()}`}
          />
          <CopyButton look="quiet" label="Live link" said="Live link copied" text={() => `${sentence}\n${live()}`} />
          <button type="button" className="min-h-6 cursor-pointer px-1.5 underline" onClick={onClear}>
            Close
          </button>
        </span>
      </div>
    </section>
  );
}
