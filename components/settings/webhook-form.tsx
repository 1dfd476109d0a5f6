'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { setWebhookMutation } from '@/lib/client/notification-queries.ts';
import { setWebhookSchema } from '@/lib/domain/notification.ts';

const typedSchema = z.object({ url: setWebhookSchema.shape.url });

/** The address, and the secret once. */
export function WebhookForm({ isSet }: { isSet: boolean }) {
  const set = useMutation(setWebhookMutation(useQueryClient()));
  const [newSecret, setNewSecret] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const { errors, problem, busy, onSubmit } = useForm(typedSchema, async ({ url }) => {
    setSecret(null);
    const answer = await set.mutateAsync({ url, newSecret });
    set.reset();
    setSecret(answer.secret);
    setNewSecret(false);
    announce('Webhook set');
  });
  return (
    <form noValidate onSubmit={onSubmit} className="mt-3 flex max-w-[560px] flex-col gap-4">
      <TextField
        label="Address"
        name="url"
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        placeholder="https://hooks.example.com/standing"
        required
        error={errors['url']}
      />
      {isSet ? (
        <label className="flex min-h-8 cursor-pointer items-center gap-2.5">
          <input
            type="checkbox"
            className="size-4 accent-(--accent)"
            checked={newSecret}
            onChange={(event) => setNewSecret(event.target.checked)}
          />
          Make a new secret
        </label>
      ) : null}
      <Refusal problem={problem} />
      {secret === null ? null : (
        <Notice tone="ok">
          <div className="min-w-0">
            <p>The secret that signs the messages. It is shown once; the receiver verifies with it.</p>
            <p className="mt-1 flex flex-wrap items-center gap-2">
              <code className="font-mono [overflow-wrap:anywhere]">{secret}</code>
              <CopyButton text={() => secret} label="Copy secret" said="Secret copied" />
            </p>
          </div>
        </Notice>
      )}
      <div>
        <Button type="submit" look="strong" busy={busy}>
          {isSet ? 'Change webhook' : 'Set webhook'}
        </Button>
      </div>
    </form>
  );
}
