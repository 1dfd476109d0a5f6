'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '@/components/shell/refusal.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { changeGuardRailsMutation } from '@/lib/client/guard-rail-queries.ts';
import type { GuardRails } from '@/lib/domain/guard-rails.ts';

/** A number of senders, or never. */
function Above(props: {
  label: string;
  hint: string;
  value: number | null;
  refusal: string | null;
  onChange: (value: number | null) => void;
}) {
  const { label, hint, value, refusal, onChange } = props;
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-1">
      <div className="w-full max-w-[360px]">
        <TextField
          label={label}
          hint={hint}
          inputMode="numeric"
          placeholder="never"
          readOnly={refusal !== null}
          value={value === null ? '' : String(value)}
          onChange={({ target }) => {
            const digits = target.value.replaceAll(/\D/g, '').slice(0, 5);
            onChange(digits === '' ? null : Number(digits));
          }}
        />
      </div>
    </div>
  );
}

/** All but the freeze windows; saved as a whole. */
export function GuardRailsForm({ rails, refusal }: { rails: GuardRails; refusal: string | null }) {
  const [draft, setDraft] = useState(rails);
  const save = useMutation({
    ...changeGuardRailsMutation(useQueryClient()),
    onSuccess: () => announce('Guard rails saved'),
  });
  const change = (more: Partial<GuardRails>) => setDraft({ ...draft, ...more });
  const isReadOnly = draft.readOnly !== null;
  const same = JSON.stringify(draft) === JSON.stringify(rails);
  return (
    <form
      className="mt-5 flex max-w-[640px] flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        if (refusal === null && !same) save.mutate(draft);
      }}
    >
      <div>
        <label className="flex min-h-8 cursor-pointer items-center gap-2.5 font-[520]">
          <input
            type="checkbox"
            className="size-4 accent-(--accent)"
            disabled={refusal !== null}
            checked={isReadOnly}
            onChange={({ target }) => change({ readOnly: target.checked ? '' : null })}
          />
          Read only: no act at all
        </label>
        {isReadOnly ? (
          <TextField
            label="Why"
            hint="Everybody who wants to act reads it."
            maxLength={300}
            readOnly={refusal !== null}
            value={draft.readOnly ?? ''}
            onChange={({ target }) => change({ readOnly: target.value })}
          />
        ) : null}
      </div>
      <Above
        label="Type the number of senders above"
        hint="For acts on more senders than this, their number must be typed. Empty: never."
        value={draft.typedAbove}
        refusal={refusal}
        onChange={(typedAbove) => change({ typedAbove })}
      />
      <Above
        label="Second person above"
        hint="An act on more senders than this waits until another operator approves it. 0: every act. Empty: never."
        value={draft.approvalAbove}
        refusal={refusal}
        onChange={(approvalAbove) => change({ approvalAbove })}
      />
      {draft.approvalAbove === null ? null : (
        <Above
          label="Hours to approve"
          hint="1 to 168; afterwards the act expires and nothing was written."
          value={draft.approvalHours}
          refusal={refusal}
          onChange={(hours) => change({ approvalHours: hours ?? 1 })}
        />
      )}
      <Above
        label="Cool-down after a relapse, minutes"
        hint="A sender that was lifted and stopped again may not be lifted before. 0: off."
        value={draft.coolDownMinutes}
        refusal={refusal}
        onChange={(minutes) => change({ coolDownMinutes: minutes ?? 0 })}
      />
      <Refusal problem={save.isError ? problemOf(save.error) : null} />
      <div>
        <Button
          type="submit"
          look="strong"
          busy={save.isPending}
          refusal={refusal ?? (same ? 'Nothing was changed.' : null)}
        >
          Save guard rails
        </Button>
      </div>
    </form>
  );
}
