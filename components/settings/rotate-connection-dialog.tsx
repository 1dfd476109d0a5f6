'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CredentialFields, type Source, SourceChoice } from '@/components/settings/credential-fields.tsx';
import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { rotateConnectionMutation } from '@/lib/client/connection-mutations.ts';
import { type Connection, rotateConnectionSchema } from '@/lib/domain/connection.ts';

const SOURCES = ['static-keys', 'profile'] as const;

/** Loaded when first opened. `sharing`: the Regions whose connections share the credential. */
export default function RotateConnectionDialog(props: {
  connection: Connection;
  sharing: readonly string[];
  onClose: () => void;
}) {
  const { connection, sharing, onClose } = props;
  const rotate = useMutation(rotateConnectionMutation(useQueryClient()));
  const [source, setSource] = useState<Source>(connection.source === 'profile' ? 'profile' : 'static-keys');
  const { errors, problem, busy, onSubmit } = useForm(rotateConnectionSchema, async (input) => {
    await rotate.mutateAsync({ id: connection.id, ...input });
    announce(`Credential of ${connection.label} rotated`);
    onClose();
  });
  const everywhere = sharing.length > 1 ? ` It is used in ${sharing.join(', ')}, and changes in all of them.` : '';
  return (
    <Dialog
      open
      onClose={onClose}
      title={
        <>
          Rotate the credential of <bdi>{connection.label}</bdi>
        </>
      }
      description={`AWS is asked once with the new one; then it takes the place of the old, without a restart.${everywhere}`}
    >
      <form noValidate onSubmit={onSubmit} className="mt-4 flex flex-col gap-4">
        <SourceChoice source={source} sources={SOURCES} onChange={setSource} />
        <CredentialFields source={source} errors={errors} />
        <Refusal problem={problem} />
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>Keep the old one</Button>
          <Button type="submit" look="strong" busy={busy}>
            {busy ? 'Asking AWS' : 'Rotate credential'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
