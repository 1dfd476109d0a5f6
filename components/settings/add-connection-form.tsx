'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { CredentialFields, PLAIN, type Source, SourceChoice } from '@/components/settings/credential-fields.tsx';
import { RoleFields } from '@/components/settings/role-fields.tsx';
import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { addConnectionMutation } from '@/lib/client/connection-queries.ts';
import { type AddConnection, addConnectionSchema } from '@/lib/domain/connection.ts';

const SOURCES = ['static-keys', 'profile', 'ambient'] as const;

/** Takes a credential, which leaves this form once, for the server, and is shown nowhere again. */
export function AddConnectionForm({ refusal }: { refusal: string | null }) {
  const add = useMutation(addConnectionMutation(useQueryClient()));
  const [added, setAdded] = useState<string[]>([]);
  async function submit(input: AddConnection) {
    const { label } = await add.mutateAsync(input);
    add.reset();
    setAdded([...added, label]);
    announce(`${label} added`);
  }
  return (
    <>
      {/* A new form each time: what was typed into the last one is gone with it. */}
      <Fields key={added.length} refusal={refusal} submit={submit} />
      {added.length === 0 ? null : (
        <Notice tone="ok">
          <span>
            <bdi>{added.at(-1)}</bdi> works and is being read: disabled senders first. Test it above to see what AWS
            allows.
          </span>
        </Notice>
      )}
    </>
  );
}

interface FieldsProps {
  refusal: string | null;
  submit: (input: AddConnection) => Promise<void>;
}

function Fields({ refusal, submit }: FieldsProps) {
  const [source, setSource] = useState<Source>('static-keys');
  const { errors, problem, busy, onSubmit } = useForm(addConnectionSchema, submit);
  return (
    <form noValidate onSubmit={onSubmit} className="mt-3 flex max-w-[640px] flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label="Name" name="label" {...PLAIN} placeholder="Production" required error={errors['label']} />
        <TextField
          label="Region"
          name="region"
          {...PLAIN}
          placeholder="us-east-1"
          required
          hint="Or several, with commas between: each becomes a connection."
          error={errors['region']}
        />
      </div>
      <SourceChoice source={source} sources={SOURCES} onChange={setSource} />
      <CredentialFields source={source} errors={errors} />
      <RoleFields errors={errors} refusal={refusal} />
      <Refusal problem={problem} />
      <div>
        <Button type="submit" look="strong" busy={busy} refusal={refusal}>
          {busy ? 'Asking AWS' : 'Add connection'}
        </Button>
      </div>
    </form>
  );
}
