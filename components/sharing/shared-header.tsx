import { ExactTime } from '@/components/ui/exact-time.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import type { SharedView } from '@/lib/domain/shared-view.ts';

/** Whom it is about, who shared it, as of when it is, and until when it works. */
export function SharedHeader({ view, problem }: { view: SharedView; problem: string | null }) {
  const { sender, sharedBy, expiresAt, asOf, window: shown, freshness, hideNames } = view;
  const live = shown.to === null;
  return (
    <header className="mt-5">
      <h1 className="text-[22px] font-[620] tracking-[-.015em] [overflow-wrap:anywhere]">
        {sender.name === null ? 'A sender in Amazon SES' : <PlainText text={sender.name} />}
      </h1>
      {sender.arn === null ? null : (
        <p className="font-mono text-[12px] [overflow-wrap:anywhere] text-soft">
          <PlainText text={sender.arn} />
        </p>
      )}
      <p className="mt-1 text-soft">
        {sender.region}
        {sender.account === null ? '' : `, account ${sender.account}`}
        {hideNames ? ' · names and ids are hidden, also inside texts: [sender], [account]' : ''}
      </p>
      <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-3.5 gap-y-1 text-[12.5px] sm:grid-cols-[repeat(3,auto_minmax(0,1fr))]">
        <dt className="text-soft">Shows</dt>
        <dd>
          <ExactTime at={shown.from} form="moment" /> to {live ? 'now' : <ExactTime at={asOf} form="moment" />}
        </dd>
        <dt className="text-soft">As of</dt>
        <dd>
          <ExactTime at={asOf} form="moment" />
          {live ? (
            <>
              {', '}read <Time at={freshness.readAt} form="ago" />
            </>
          ) : (
            ', as known then'
          )}
        </dd>
        <dt className="text-soft">Shared</dt>
        <dd className="[overflow-wrap:anywhere]">
          {sharedBy === null ? null : (
            <>
              by <PlainText text={sharedBy} />,{' '}
            </>
          )}
          works until <ExactTime at={expiresAt} form="moment" />
        </dd>
      </dl>
      {freshness.stale ? (
        <Notice tone="watch">
          <span>
            {live
              ? 'Standing could not read this sender lately. What stands here is as of '
              : 'Nobody was watching at that moment. What stands here was seen '}
            <Time at={freshness.readAt} form="moment" />
            {live ? '; it may have changed since.' : '.'}
          </span>
        </Notice>
      ) : null}
      {problem === null ? null : (
        <Notice tone="watch" live>
          <span>
            {problem} Shown as of <Time at={asOf} form="moment" />.
          </span>
        </Notice>
      )}
    </header>
  );
}
