'use client';

import { SharedBlock } from '@/components/sharing/shared-block.tsx';
import { foldShared } from '@/components/sharing/fold-shared.ts';
import { SharedChangeLine } from '@/components/sharing/shared-change-line.tsx';
import { SharedFirstSight } from '@/components/sharing/shared-first-sight.tsx';
import { SharedSteps } from '@/components/sharing/shared-steps.tsx';
import { formatDay, formatDayHeading, formatDuration } from '@/components/ui/format-time.ts';
import { timeZone, useRemembered } from '@/components/ui/remembered.ts';
import { Time } from '@/components/ui/time.tsx';
import { useLive } from '@/components/ui/use-live.ts';
import type { SharedView } from '@/lib/domain/shared-view.ts';

type History = NonNullable<SharedView['history']>;

function Gaps({ gaps }: { gaps: History['gaps'] }) {
  if (gaps.length === 0) return null;
  return (
    <ul className="mt-2 text-[12.5px] text-soft">
      {gaps.map((gap) => (
        <li key={gap.from}>
          Not watched <Time at={gap.from} form="moment" /> to {gap.to ? <Time at={gap.to} form="moment" /> : 'now'}
          {gap.to ? ` (${formatDuration(Date.parse(gap.to) - Date.parse(gap.from))})` : ''}.
        </li>
      ))}
    </ul>
  );
}

/** Every change that was seen in the window, as steps and as the same in words. Loaded when there is one to show. */
export default function SharedHistory({ view, history }: { view: SharedView; history: History }) {
  const zone = useRemembered(timeZone);
  const today = useLive((now) => Math.floor(now / 3_600_000) * 3_600_000);
  const { changes, gaps, more, watchedSince } = history;
  const days = Map.groupBy(foldShared(changes), ({ at }) => formatDay(at, zone));
  return (
    <SharedBlock
      title="History"
      note={`${changes.length}${more ? '+' : ''} ${changes.length === 1 ? 'change' : 'changes'}${gaps.length > 0 || watchedSince ? ' · hatched: not watched' : ''}`}
    >
      {changes.length > 0 ? (
        <SharedSteps history={history} from={Date.parse(view.window.from)} to={Date.parse(view.asOf)} />
      ) : (
        <p className="text-soft">
          No change was seen in this time{gaps.length > 0 ? ', which was not watched whole' : ''}.
        </p>
      )}
      <Gaps gaps={gaps} />
      {[...days].map(([day, group]) => (
        <section key={day} aria-label={day}>
          <h3 className="pt-3.5 pb-1 text-[12px] font-[550] text-soft">
            {formatDayHeading(group[0]?.at ?? today, today, zone)}
          </h3>
          <ol>
            {group.map((entry, index) =>
              entry.kind === 'first-sight' ? (
                <SharedFirstSight key={entry.at} changes={entry.changes} />
              ) : (
                // A change has no id here; the list is replaced whole.
                // oxlint-disable-next-line react/no-array-index-key
                <SharedChangeLine key={`${entry.at}${entry.change.track}${index}`} change={entry.change} />
              ),
            )}
          </ol>
        </section>
      ))}
      {watchedSince ? (
        <p className="border-t border-line pt-2 text-[12.5px] text-soft">
          Watched since <Time at={watchedSince} form="moment" />; of the time before, SES tells only what its records
          and findings carry.
        </p>
      ) : null}
      {more ? <p className="mt-2 text-soft">Older changes of this window are left out.</p> : null}
    </SharedBlock>
  );
}
