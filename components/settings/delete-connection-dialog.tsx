'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Refusal } from '@/components/shell/refusal.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { deleteConnectionMutation } from '@/lib/client/connection-queries.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import type { Connection } from '@/lib/domain/connection.ts';

/** Loaded when first opened. */
export default function DeleteConnectionDialog(props: { connection: Connection; onClose: () => void }) {
  const { connection, onClose } = props;
  const remove = useMutation(deleteConnectionMutation(useQueryClient()));
  const confirm = () =>
    remove.mutate(connection.id, {
      onSuccess: () => {
        announce(`${connection.label} deleted`);
        onClose();
      },
    });
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        <>
          Delete <bdi>{connection.label}</bdi>?
        </>
      }
      description={`Standing forgets the access key and stops reading ${connection.account ?? 'this account'} in ${connection.region}. The history of its senders stays, and continues if you add the same account and Region again.`}
    >
      <Refusal problem={remove.isError ? problemOf(remove.error) : null} />
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Keep connection</Button>
        <Button look="stop" busy={remove.isPending} onClick={confirm}>
          Delete connection
        </Button>
      </div>
    </Dialog>
  );
}
