'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { addConnectionMutation } from '@/lib/client/connection-queries.ts';
import { addConnectionSchema } from '@/lib/domain/connection.ts';

const PLAIN = { autoComplete: 'off', autoCapitalize: 'none', spellCheck: false } as const;

/** Takes an access key, which leaves this form once, for the server, and is shown nowhere again. */
export function AddConnectionForm({ refusal }: { refusal: string | null }) {
  const add = useMutation(addConnectionMutation(useQueryClient()));
  const [added, setAdded] = useState<string | null>(null);
  const { errors, problem, busy, onSubmit } = useForm(addConnectionSchema, async (input) => {
    setAdded(null);
    const { label } = await add.mutateAsync(input);
    add.reset();
    setAdded(label);
    announce(`${label} added`);
  });
  return (
    <form noValidate onSubmit={onSubmit} className="mt-3 flex max-w-[560px] flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField label="Name" name="label" {...PLAIN} placeholder="Production" required error={errors['label']} />
        <TextField label="Region" name="region" {...PLAIN} placeholder="us-east-1" required error={errors['region']} />
      </div>
      <TextField label="Access key id" name="accessKeyId" {...PLAIN} required error={errors['accessKeyId']} />
      <TextField
        label="Secret access key"
        name="secretAccessKey"
        type="password"
        {...PLAIN}
        autoComplete="new-password"
        required
        hint="Sealed before it is stored. No page, log or answer ever shows it."
        error={errors['secretAccessKey']}
      />
      <TextField
        label="Session token (only for temporary keys)"
        name="sessionToken"
        type="password"
        {...PLAIN}
        autoComplete="new-password"
        hint="Temporary keys stop working when AWS ends them; Standing then says so and keeps showing what it read."
        error={errors['sessionToken']}
      />
      <Refusal problem={problem} />
      {added === null ? null : (
        <Notice tone="ok">
          <span>
            <bdi>{added}</bdi> works and is being read: disabled senders first.
          </span>
        </Notice>
      )}
      <div>
        <Button type="submit" look="strong" busy={busy} refusal={refusal}>
          {busy ? 'Asking AWS' : 'Add connection'}
        </Button>
      </div>
    </form>
  );
}
