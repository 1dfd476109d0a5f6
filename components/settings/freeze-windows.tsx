'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '@/components/shell/refusal.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { Time } from '@/components/ui/time.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { changeGuardRailsMutation } from '@/lib/client/guard-rail-queries.ts';
import type { FreezeWindow, GuardRails } from '@/lib/domain/guard-rails.ts';

const EMPTY = { name: '', from: '', to: '', repeats: 'never' as FreezeWindow['repeats'] };

/** What an input of date and time holds is taken as UTC, as everywhere in Standing. */
const utc = (local: string) => (local === '' ? '' : new Date(`${local}Z`).toISOString());

/** The windows there are, and one more. */
export function FreezeWindows({ rails, refusal }: { rails: GuardRails; refusal: string | null }) {
  const [draft, setDraft] = useState(EMPTY);
  const save = useMutation(changeGuardRailsMutation(useQueryClient()));
  const set = (freezes: FreezeWindow[], said: string) =>
    save.mutate(
      { ...rails, freezes },
      {
        onSuccess: () => {
          announce(said);
          setDraft(EMPTY);
        },
      },
    );
  const missing = draft.name.trim() === '' || draft.from === '' || draft.to === '';
  return (
    <div className="mt-3 flex max-w-[640px] flex-col gap-3">
      {rails.freezes.length === 0 ? <p className="text-soft">There is none.</p> : null}
      <ul>
        {rails.freezes.map((window) => (
          <li
            key={`${window.name} ${window.from}`}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line py-2 not-first:border-t"
          >
            <b className="font-[550]">
              <PlainText text={window.name} />
            </b>
            <span className="text-soft">
              <Time at={window.from} form="moment" /> to <Time at={window.to} form="moment" />
              {window.repeats === 'weekly' ? ', every week' : ''}
            </span>
            <span className="ml-auto">
              <Button
                look="quiet"
                refusal={refusal}
                busy={save.isPending}
                aria-label={`Remove ${window.name}`}
                onClick={() =>
                  set(
                    rails.freezes.filter((other) => other !== window),
                    'Window removed',
                  )
                }
              >
                Remove
              </Button>
            </span>
          </li>
        ))}
      </ul>
      <form
        className="grid gap-3 min-[560px]:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (refusal !== null || missing) return;
          const { name, repeats } = draft;
          set(
            [...rails.freezes, { name: name.trim(), from: utc(draft.from), to: utc(draft.to), repeats }],
            'Window added',
          );
        }}
      >
        <TextField
          label="What is going on then"
          maxLength={300}
          value={draft.name}
          onChange={({ target }) => setDraft({ ...draft, name: target.value })}
        />
        <label className="flex min-h-8 cursor-pointer items-center gap-2.5 self-end">
          <input
            type="checkbox"
            className="size-4 accent-(--accent)"
            checked={draft.repeats === 'weekly'}
            onChange={({ target }) => setDraft({ ...draft, repeats: target.checked ? 'weekly' : 'never' })}
          />
          Every week
        </label>
        <TextField
          label="From (UTC)"
          type="datetime-local"
          value={draft.from}
          onChange={({ target }) => setDraft({ ...draft, from: target.value })}
        />
        <TextField
          label="To (UTC)"
          type="datetime-local"
          value={draft.to}
          onChange={({ target }) => setDraft({ ...draft, to: target.value })}
        />
        <div className="min-[560px]:col-span-2">
          <Refusal problem={save.isError ? problemOf(save.error) : null} />
          <Button
            type="submit"
            busy={save.isPending}
            refusal={refusal ?? (missing ? 'Takes a name, a start and an end.' : null)}
          >
            Add window
          </Button>
        </div>
      </form>
    </div>
  );
}
