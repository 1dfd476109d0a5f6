'use client';

import { useRouter } from 'next/navigation';
import { useShortcuts } from '@/components/shell/keyboard.ts';
import { StandingBadge } from '@/components/shell/mark.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Kbd } from '@/components/ui/kbd.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Time } from '@/components/ui/time.tsx';
import type { Entity } from '@/lib/domain/entity.ts';
import { pages } from '@/lib/domain/paths.ts';

/** What was learned after the moment about it, beside what was known then. */
function ToldLater({ told }: { told: NonNullable<NonNullable<Entity['past']>['knownNow']> }) {
  return (
    <span className="flex basis-full flex-wrap items-center gap-x-2">
      Known now to have been: <StandingBadge {...told} /> since <Time at={told.since} form="moment" />
      {told.learnedAt === null ? (
        ', as events imported later tell.'
      ) : (
        <span>
          , which was learned <Time at={told.learnedAt} form="moment" />.
        </span>
      )}
    </span>
  );
}

/** A page in the past says first what is true now. */
function PastBanner({ entity, past }: { entity: Entity; past: NonNullable<Entity['past']> }) {
  const router = useRouter();
  const goToNow = () => router.push(pages.entity(entity.arn));
  useShortcuts([{ key: 'n', label: 'Go to now', group: 'Entity', run: goToNow }]);
  return (
    <Notice tone="watch">
      <span className="flex flex-wrap items-center gap-x-2">
        Then (<Time at={past.at} form="moment" />
        ): <StandingBadge {...entity} />
        <span aria-hidden="true">·</span>
        now: <StandingBadge {...past.now} />
        <span>
          {past.now.since.atLeast ? 'at least ' : ''}since <Time at={past.now.since.at} form="moment" />
        </span>
        {past.watched || entity.freshness.reason?.code === 'known-later' ? null : (
          <span>Nobody was watching at that moment; this is what was known before it.</span>
        )}
        {past.knownNow && entity.freshness.reason?.code !== 'known-later' ? <ToldLater told={past.knownNow} /> : null}
      </span>
      <span className="ml-auto flex items-center gap-2">
        <Button onClick={goToNow}>
          Go to now <Kbd>n</Kbd>
        </Button>
      </span>
    </Notice>
  );
}

/** Everything a reader must know before the verdict: the past, a deletion, a record that could not be refreshed. */
export function EntityBanners({ entity }: { entity: Entity }) {
  const { past, deletedAt, freshness } = entity;
  return (
    <>
      {past ? <PastBanner entity={entity} past={past} /> : null}
      {past && freshness.reason?.code === 'known-later' ? (
        <Notice tone="plain">
          <span>{freshness.reason.message}</span>
        </Notice>
      ) : null}
      {deletedAt ? (
        <Notice tone="plain">
          <span>
            SES no longer knows this entity; found missing <Time at={deletedAt} form="moment" />. Its history stays.
          </span>
        </Notice>
      ) : null}
      {entity.neverRead && !past ? (
        <Notice tone="plain">
          <span>
            Known from events alone: an import tells of it, and SES was never read for it. Its history is below.
          </span>
        </Notice>
      ) : null}
      {freshness.stale && !past && !entity.neverRead ? (
        <Notice tone="watch" live>
          <span>
            Not current: shown as of <Time at={freshness.readAt} form="moment" />
            {freshness.reason ? `. ${freshness.reason.message}` : '.'}
          </span>
        </Notice>
      ) : null}
    </>
  );
}
