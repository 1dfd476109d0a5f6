'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { KIND_WORDS } from '@/components/fleet/diff-words.ts';
import { eachKindFirst } from '@/components/fleet/each-kind-first.ts';
import { GAP_WORDS } from '@/components/shell/gap-words.ts';
import type { Place } from '@/components/shell/place-filter.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import { useLive } from '@/components/ui/use-live.ts';
import { diffQuery, patternsQuery } from '@/lib/client/fleet-queries.ts';
import { counted } from '@/lib/domain/counted.ts';
import { DIFF_KINDS } from '@/lib/domain/diff-standing.ts';
import type { Overview } from '@/lib/domain/overview.ts';
import { pages } from '@/lib/domain/paths.ts';
import { PATTERN_LABEL } from '@/lib/domain/pattern-kinds.ts';

const SHOWN = 5;
const SHIFT_MS = 8 * 3_600_000;
const STEP_MS = 300_000;
/** What a shift begins with; the rest is on the page behind it. */
const LOUD = DIFF_KINDS.filter((kind) => kind !== 'records' && kind !== 'appeared');

function Story({ title, children, href }: { title: string; children: ReactNode; href: string }) {
  return (
    <li className="relative border-t border-line py-1.5 hover:bg-paused-bg/60">
      <Link
        href={href}
        prefetch={false}
        className="font-[550] no-underline after:absolute after:inset-0 hover:underline"
      >
        {title}
      </Link>
      <span className="block text-[12.5px] text-soft [overflow-wrap:anywhere]">{children}</span>
    </li>
  );
}

/** What is worth a look, each line the way to it: the last shift, patterns, what waits on AWS, and when nobody watched. */
export default function Stories({ overview, place }: { overview: Overview; place: Place }) {
  const from = useLive((now) => Math.floor((now - SHIFT_MS) / STEP_MS) * STEP_MS);
  const { region, connection } = place;
  const narrowed = { ...(region ? { region } : {}), ...(connection ? { connection } : {}) };
  const { data: diff } = useQuery(diffQuery({ from: new Date(from).toISOString(), ...narrowed }));
  const { data: patterns } = useQuery(patternsQuery(narrowed));
  const bySes = (overview.byStanding['disabled-by-ses'] ?? 0) + (overview.byStanding['disabled-twice'] ?? 0);
  const stories = eachKindFirst(patterns?.senders ?? [], ({ patterns: [first] }) => first?.kind, SHOWN);
  const moved = LOUD.filter((kind) => (diff?.counts[kind] ?? 0) > 0);
  const gaps = (diff?.unwatched ?? []).filter(({ reason }) => reason !== 'not-yet');
  return (
    <section aria-label="Worth a look" className="min-w-0">
      <h2 className="mb-1.5 text-[14px] font-semibold">Worth a look</h2>
      <ul>
        <Story title="Since eight hours" href={pages.diff(narrowed)}>
          {moved.length === 0
            ? 'Nothing loud changed, as far as was seen.'
            : moved.map((kind) => `${(diff?.counts[kind] ?? 0).toLocaleString('en')} ${KIND_WORDS[kind]}`).join(' · ')}
        </Story>
        {bySes > 0 ? (
          <Story
            title={`${bySes.toLocaleString('en')} ${bySes === 1 ? 'waits' : 'wait'} on AWS`}
            href={pages.entities({ status: 'disabled-by-ses,disabled-twice', ...narrowed })}
          >
            Stopped by SES itself; this API cannot lift it.
          </Story>
        ) : null}
        {stories.map(({ arn, name, region: where, patterns: own }) => {
          const [first] = own;
          return first === undefined ? null : (
            <Story
              key={arn}
              title={PATTERN_LABEL[first.kind]}
              href={pages.entity(arn, { change: first.changeIds.at(-1) })}
            >
              <b className="font-semibold text-ink">
                <PlainText text={name} />
              </b>{' '}
              {where}: <PlainText text={first.sentence} />
            </Story>
          );
        })}
        {gaps.slice(0, 2).map(({ connectionId, label, from: start, to, reason }) => (
          <Story key={`${connectionId} ${start ?? ''}`} title="Nobody was watching" href={pages.fleet({ range: '1d' })}>
            <PlainText text={label} />, {start ? <Time at={start} form="moment" /> : null} to{' '}
            {to ? <Time at={to} form="moment" /> : 'now'}: {GAP_WORDS[reason]}.
          </Story>
        ))}
      </ul>
      {patterns && patterns.senders.length > SHOWN ? (
        <p className="border-t border-line pt-1.5 text-[12.5px] text-soft">
          {counted(patterns.senders.length - SHOWN, 'sender more shows', 'senders more show')} a pattern; each says so
          on its page.
        </p>
      ) : null}
    </section>
  );
}
