'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { notify } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { removeViewMutation, savedViewsQuery, saveViewMutation } from '@/lib/client/saved-views.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { refusalOf, roleMay } from '@/lib/domain/access.ts';
import type { SavedView, ViewPage } from '@/lib/domain/saved-view.ts';

/** The address as it stands, as printable ASCII and without what only this moment has. */
function presentQuery(): string {
  const query = new URLSearchParams(window.location.search);
  for (const name of ['selected', 'at']) query.delete(name);
  return query.toString();
}

const complain = (error: unknown) => notify(problemOf(error).detail, 'stop');

/** Own and shared views of a page; a form that keeps the address as it stands. */
export default function SavedViewsList({ page, close }: { page: ViewPage; close: () => void }) {
  const client = useQueryClient();
  const { data } = useQuery(savedViewsQuery());
  const { data: session } = useQuery(sessionQuery());
  const save = useMutation({ ...saveViewMutation(client), onError: complain });
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const views = data?.items.filter((view) => view.page === page) ?? [];
  const role = session?.user?.role;
  const mayShare = role !== undefined && roleMay(role, 'views.share');
  return (
    <>
      {views.length === 0 ? (
        <p className="px-1.5 py-1 text-[12.5px] text-soft">{data ? 'No view is kept yet.' : 'Loading…'}</p>
      ) : (
        <ul aria-label="Saved views">
          {views.map((view) => (
            <View key={view.id} view={view} close={close} />
          ))}
        </ul>
      )}
      <form
        className="mt-1.5 flex flex-col gap-2 border-t border-line px-1.5 pt-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() === '' || save.isPending) return;
          save.mutate(
            { name: name.trim(), page, query: presentQuery(), shared },
            {
              onSuccess: () => {
                notify('View kept');
                close();
              },
            },
          );
        }}
      >
        <TextField
          label="Keep this view as"
          maxLength={60}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <label
          className="flex min-h-6 items-center gap-2 text-[12.5px]"
          data-tip={mayShare ? undefined : refusalOf('views.share')}
        >
          <input
            type="checkbox"
            className="size-4 accent-(--accent)"
            disabled={!mayShare}
            checked={shared}
            onChange={(event) => setShared(event.target.checked)}
          />
          Share it with everybody here
        </label>
        <Button type="submit" busy={save.isPending}>
          Keep view
        </Button>
      </form>
    </>
  );
}

function View({ view, close }: { view: SavedView; close: () => void }) {
  const client = useQueryClient();
  const remove = useMutation({ ...removeViewMutation(client), onError: complain });
  const { id, name, page, query, shared, by, own } = view;
  return (
    <li className="flex items-center rounded hover:bg-paused-bg">
      <Link
        href={query === '' ? page : `${page}?${query}`}
        prefetch={false}
        onClick={close}
        className="flex min-h-8 min-w-0 flex-1 flex-col justify-center px-1.5 no-underline"
      >
        <span className="truncate">
          <PlainText text={name} />
        </span>
        {shared ? (
          <span className="truncate text-[11.5px] text-soft">
            {own ? 'shared by you' : <PlainText text={`shared by ${by}`} />}
          </span>
        ) : null}
      </Link>
      {own ? (
        <button
          type="button"
          aria-label={`Remove the view ${name}`}
          className="grid size-7 flex-none cursor-pointer place-items-center rounded text-soft hover:text-ink"
          onClick={() => remove.mutate(id)}
        >
          <X size={13} aria-hidden="true" />
        </button>
      ) : null}
    </li>
  );
}
