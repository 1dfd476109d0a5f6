'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { Time } from '@/components/ui/time.tsx';
import { undoActMutation } from '@/lib/client/act-mutations.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import type { Act } from '@/lib/domain/act.ts';
import { counted } from '@/lib/domain/counted.ts';
import { pages } from '@/lib/domain/paths.ts';

/** Says what undoing gives back and what it cannot, before it does. */
export default function UndoDialog({ act, onClose }: { act: Act; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const router = useRouter();
  const undo = useMutation({ ...undoActMutation(act.id), onSuccess: ({ id }) => router.push(pages.act(id)) });
  const count = act.undo.restorable.toLocaleString('en');
  return (
    <Dialog open onClose={onClose} title={`Undo: ${counted(act.undo.restorable, 'sender')}`}>
      <form
        className="mt-3 flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          undo.mutate(reason.trim());
        }}
      >
        <ul className="flex list-disc flex-col gap-1 pl-5 text-soft">
          <li>Each gets its own previous value back, as it was before this act.</li>
          <li>Where anything else has moved a sender since, it is left alone and said so.</li>
          <li>
            SES’s cause cannot be given back: SES writes its own. Standing’s history keeps the old cause, this act’s
            reason and yours.
          </li>
          {act.undo.until === null ? null : (
            <li>
              Possible until <Time at={act.undo.until} form="moment" />.
            </li>
          )}
        </ul>
        <TextField
          label="Reason (optional)"
          hint={`Without one: “Undo of: ${act.reason.slice(0, 80)}”`}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {undo.error ? (
          <p role="alert" className="text-stop">
            {problemOf(undo.error).detail}
          </p>
        ) : null}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep it</Button>
          <Button type="submit" look="strong" busy={undo.isPending}>
            Undo {count}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
