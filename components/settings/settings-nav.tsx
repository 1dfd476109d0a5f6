'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { pages } from '@/lib/domain/paths.ts';

const PLACES = [
  { href: pages.connections(), label: 'Connections' },
  { href: pages.people(), label: 'People' },
  { href: pages.imports(), label: 'Import' },
  { href: pages.guardRails(), label: 'Guard rails' },
  { href: pages.account(), label: 'Your account' },
  { href: pages.shareLinks(), label: 'Share links' },
  { href: pages.tokens(), label: 'API tokens' },
  { href: pages.notifications(), label: 'Notifications' },
  { href: pages.apiReference(), label: 'API reference' },
];

/** What there is to set. `/settings` itself shows the connections. */
export function SettingsNav() {
  const path = usePathname();
  const here = path === pages.settings() ? pages.connections() : path;
  return (
    <nav aria-label="Settings" className="mb-5 flex flex-wrap gap-x-1 gap-y-1 border-b border-line pb-2">
      {PLACES.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          prefetch={false}
          aria-current={href === here ? 'page' : undefined}
          className={`rounded-md px-2.5 py-1 no-underline ${href === here ? 'bg-paused-bg font-[550] text-ink' : 'text-soft hover:text-ink'}`}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
