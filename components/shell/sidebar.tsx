'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { oldestRead } from '@/components/shell/reading-state.ts';
import { ThemeSwitch, ZoneSwitch } from '@/components/shell/switches.tsx';
import { useIsLive } from '@/components/shell/use-follow.ts';
import { Time } from '@/components/ui/time.tsx';
import { overviewQuery } from '@/lib/client/overview-queries.ts';
import type { Overview } from '@/lib/domain/overview.ts';
import { pages } from '@/lib/domain/paths.ts';

interface Place {
  href: string;
  label: string;
  isHere: (path: string) => boolean;
  count?: (overview: Overview) => number;
}

const PLACES: Place[] = [
  { href: pages.overview(), label: 'Overview', isHere: (path) => path === '/' },
  { href: pages.fleet(), label: 'Fleet', isHere: (path) => path === '/fleet' || path === '/diff' },
  {
    href: pages.entities(),
    label: 'Entities',
    isHere: (path) => path === '/entities' || path === '/entity',
    count: (overview) => overview.total,
  },
  {
    href: pages.triage(),
    label: 'Triage',
    isHere: (path) => path === '/triage',
    count: (overview) => overview.needsPerson,
  },
  { href: pages.activity(), label: 'Activity', isHere: (path) => path === '/activity' },
  { href: pages.connections(), label: 'Settings', isHere: (path) => path.startsWith('/settings') },
];

function Foot({ overview }: { overview: Overview | undefined }) {
  const connections = overview?.connections ?? [];
  const read = oldestRead(connections);
  const live = useIsLive();
  return (
    <div className="mt-auto flex flex-col gap-0.5 px-1 pt-6 text-[12px] text-soft">
      {overview ? (
        <p className="px-1">
          {read ? (
            <>
              read <Time at={read} form="ago" />
            </>
          ) : connections.length > 0 ? (
            'not all read yet'
          ) : (
            'nothing read yet'
          )}
          {' · '}
          {connections.length} {connections.length === 1 ? 'connection' : 'connections'}
          {live ? ' · live' : ''}
        </p>
      ) : null}
      <ZoneSwitch />
      <ThemeSwitch />
    </div>
  );
}

/** Where one can go, how much is there, and how fresh it all is. */
export function Sidebar({ onGo }: { onGo?: () => void }) {
  const path = usePathname();
  const { data } = useQuery(overviewQuery());
  return (
    <nav aria-label="Main" className="flex h-full flex-col gap-0.5">
      <Link href="/" onClick={onGo} className="px-2 pb-3.5 text-[15px] font-bold tracking-[-.01em] no-underline">
        Standing
      </Link>
      {PLACES.map(({ href, label, isHere, count }) => {
        const here = isHere(path);
        return (
          <Link
            key={href}
            href={href}
            onClick={onGo}
            aria-current={here ? 'page' : undefined}
            className={`flex min-h-8 items-center justify-between rounded-md px-2 no-underline ${here ? 'bg-paused-bg font-[550] text-ink' : 'text-soft hover:text-ink'}`}
          >
            {label}
            {data && count ? <span className="font-normal text-soft">{count(data).toLocaleString('en')}</span> : null}
          </Link>
        );
      })}
      <Foot overview={data} />
    </nav>
  );
}
