import Link from 'next/link';
import { StandingBadge } from '@/components/shell/mark.tsx';
import { Glyph, type GlyphName } from '@/components/ui/glyph.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import { TONE_TEXT, type Tone } from '@/components/ui/tone.ts';
import { pages } from '@/lib/domain/paths.ts';
import { RESOURCE_KIND_WORD } from '@/lib/domain/resource-kind.ts';
import type { ReadReason, Resources } from '@/lib/domain/resources.ts';

type Item = Resources['items'][number];

/** Reads of resources lie far apart, so what happened is known to lie between two of them. */
export function Interval({ after, at }: { after: string | null; at: string }) {
  if (after === null) {
    return (
      <>
        before <Time at={at} form="moment" />
      </>
    );
  }
  return (
    <>
      between <Time at={after} form="moment" /> and <Time at={at} form="moment" />
    </>
  );
}

/** A read that failed, in words, with the permission that is missing. */
export function ReadRefusal({
  what,
  reason,
  shownSince,
}: {
  what: string;
  reason: ReadReason;
  shownSince: string | null;
}) {
  return (
    <p className="mb-2 border-l-2 border-watch pl-2.5 [overflow-wrap:anywhere]">
      {what}: <PlainText text={reason.message} />
      {reason.iamAction && !reason.message.includes(reason.iamAction) ? (
        <>
          {' '}
          The missing IAM action is <code className="font-mono">{reason.iamAction}</code>.
        </>
      ) : null}
      {shownSince ? (
        <>
          {' '}
          Shown as of <Time at={shownSince} form="moment" />.
        </>
      ) : null}
    </p>
  );
}

interface State {
  word: string;
  glyph: GlyphName;
  tone: Tone;
}

function stateOf({ kind, usable, stateReadAt, stateReason }: Item, reading: boolean): State {
  const unread: State = { word: reading ? 'Being read' : 'Unread', glyph: 'outline-dashed', tone: 'plain' };
  if (kind !== 'identity' && kind !== 'configuration-set')
    return { word: 'No state of its own', glyph: 'none', tone: 'plain' };
  if (stateReadAt === null) return stateReason === null ? unread : { ...unread, word: 'Could not be read' };
  if (usable === null) return { ...unread, word: 'Not reported' };
  if (kind === 'identity') {
    return usable
      ? { word: 'Verified for sending', glyph: 'circle-check', tone: 'ok' }
      : { word: 'Not verified for sending', glyph: 'octagon-stop', tone: 'stop' };
  }
  return usable
    ? { word: 'Sending on', glyph: 'circle-check', tone: 'ok' }
    : { word: 'Sending off', glyph: 'octagon-stop', tone: 'stop' };
}

const kindLabel = (kind: string) => (RESOURCE_KIND_WORD as Partial<Record<string, string>>)[kind] ?? kind;

function Sharers({ item, reading }: { item: Item; reading: boolean }) {
  const { count, more, reason, tenants, readAt } = item.shared;
  if (count === null) {
    if (reason !== null)
      return <ReadRefusal what="Who shares it could not be read" reason={reason} shownSince={null} />;
    return <p className="text-soft">{reading ? 'Who shares it is being read.' : 'Who shares it was not read.'}</p>;
  }
  if (count === 0 && !more) return <p className="text-soft">No other sender uses it.</p>;
  const number = `${count.toLocaleString('en')}${more ? ' or more' : ''}`;
  return (
    <details>
      <summary className="min-h-6 cursor-pointer">
        Shared with {number} other {count === 1 && !more ? 'sender' : 'senders'}
        {item.kind === 'configuration-set' ? (
          <span className="text-soft">: switching it off would stop them too</span>
        ) : null}
      </summary>
      <ul className="mt-1 grid gap-x-6 sm:grid-cols-2">
        {tenants.map(({ name, arn, standing, sendingStatusAggregate }) => (
          <li key={arn ?? name} className="flex min-h-7 flex-wrap items-center gap-x-2 [overflow-wrap:anywhere]">
            {arn === null ? (
              <PlainText text={name} />
            ) : (
              <Link href={pages.entity(arn)} prefetch={false} className="underline">
                <PlainText text={name} />
              </Link>
            )}
            {standing === null ? (
              <span className="text-soft">not held by Standing</span>
            ) : (
              <StandingBadge {...{ standing, sendingStatusAggregate }} />
            )}
          </li>
        ))}
      </ul>
      {count > tenants.length ? (
        <p className="text-soft">and {(count - tenants.length).toLocaleString('en')} more.</p>
      ) : null}
      {readAt ? (
        <p className="text-soft">
          read <Time at={readAt} form="ago" />
        </p>
      ) : null}
    </details>
  );
}

/** One resource: what it is, whether it can be sent with, since when it is attached, and who else uses it. */
export function ResourceItem({ item, reading }: { item: Item; reading: boolean }) {
  const { kind, name, attached, associatedAt, verificationStatus, dkimStatus, stateReadAt, stateReason } = item;
  const { word, glyph, tone } = stateOf(item, reading);
  const said = [
    ...(verificationStatus === null ? [] : [`verification ${verificationStatus}`]),
    ...(dkimStatus === null ? [] : [`DKIM ${dkimStatus}`]),
  ];
  return (
    <li className="grid gap-x-4 gap-y-1 border-t border-line py-2.5 md:grid-cols-[150px_minmax(0,1fr)_210px]">
      <span className="text-soft">{kindLabel(kind)}</span>
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <span className="font-[520]">
          <PlainText text={name} />
        </span>
        <span className="block text-[12.5px] text-soft">
          {associatedAt ? (
            <>
              associated <Time at={associatedAt} form="moment" />, by SES
            </>
          ) : (
            <>
              attached <Interval {...attached} />
            </>
          )}
          {said.length > 0 ? <> · {said.join(', ')}</> : null}
        </span>
        {stateReason ? (
          <ReadRefusal what="Its state could not be read" reason={stateReason} shownSince={stateReadAt} />
        ) : null}
        <Sharers item={item} reading={reading} />
      </div>
      <span className={`inline-flex items-start gap-1.5 ${TONE_TEXT[tone]}`}>
        <Glyph name={glyph} />
        <span>
          {word}
          {stateReadAt ? (
            <span className="block text-[12.5px] text-soft">
              read <Time at={stateReadAt} form="ago" />
            </span>
          ) : null}
        </span>
      </span>
    </li>
  );
}
