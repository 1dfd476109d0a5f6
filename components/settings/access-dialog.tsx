'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AccessFields, type AccessValue, refusalOfAccess } from '@/components/settings/access-fields.tsx';
import { Refusal } from '@/components/shell/refusal.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { changeUserMutation } from '@/lib/client/people.ts';
import type { User } from '@/lib/domain/user.ts';

/** Loaded when first opened. */
export default function AccessDialog({ person, onClose }: { person: User; onClose: () => void }) {
  const { id, email, role, connectionIds } = person;
  const [access, setAccess] = useState<AccessValue>({ role, connectionIds });
  const change = useMutation(changeUserMutation(useQueryClient()));
  const save = () =>
    change.mutate(
      { id, change: access },
      {
        onSuccess: () => {
          announce(`Access of ${email} changed`);
          onClose();
        },
      },
    );
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        <>
          Change access of <bdi>{email}</bdi>
        </>
      }
      description="Their sessions end, so that nothing goes on under the old access. They sign in again and are back where they were."
    >
      <div className="mt-4 flex flex-col gap-4">
        <AccessFields value={access} onChange={setAccess} />
        <Refusal problem={change.isError ? problemOf(change.error) : null} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Keep as it is</Button>
          <Button look="strong" busy={change.isPending} refusal={refusalOfAccess(access)} onClick={save}>
            Change access
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
