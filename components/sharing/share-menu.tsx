'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { parseAsString, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { Menu } from '@/components/ui/menu.tsx';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { refusalFor } from '@/lib/domain/access.ts';
import { isEntityArn } from '@/lib/domain/parse-arn.ts';
import { api, pages } from '@/lib/domain/paths.ts';

const ShareDialog = dynamic(() => import('@/components/sharing/share-dialog.tsx'), { ssr: false });

/** The file's name comes from the server; the page stays where it is. */
function download(url: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}

/** In the top bar of an entity's page: how to give others what one sees. */
export function ShareMenu() {
  const [{ arn, at }] = useQueryStates({ arn: parseAsString.withDefault(''), at: parseAsString });
  const [open, setOpen] = useState<'page' | 'badge' | null>(null);
  const { data: session } = useQuery(sessionQuery());
  const router = useRouter();
  const wanted = arn.trim();
  if (!isEntityArn(wanted)) return null;
  const user = session?.user;
  const refusal = user == null ? null : refusalFor(user, 'links.manage');
  const to = at ?? undefined;
  return (
    <PageActions>
      <div className="order-last">
        <Menu
          label="Share"
          entries={[
            { label: 'Share link…', run: () => setOpen('page') },
            { label: 'Status badge…', run: () => setOpen('badge') },
            { label: 'Evidence pack', run: () => router.push(pages.evidence(wanted, to ? { to } : {})) },
            ...(['csv', 'json', 'md'] as const).map((format) => ({
              label: `History as ${{ csv: 'CSV', json: 'JSON', md: 'Markdown' }[format]}`,
              run: () => download(api.changesExport({ arn: wanted, to, format })),
            })),
          ]}
        />
      </div>
      {open === null ? null : (
        <ShareDialog key={open} kind={open} arn={wanted} at={at} refusal={refusal} onClose={() => setOpen(null)} />
      )}
    </PageActions>
  );
}
