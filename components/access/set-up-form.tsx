'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { setUp } from '@/lib/client/sign-in.ts';
import { pages } from '@/lib/domain/paths.ts';
import { setUpSchema } from '@/lib/domain/session.ts';

/** Creates the first administrator, once; afterwards this page leads to sign-in. */
export function SetUpForm() {
  const { data: session } = useQuery(sessionQuery());
  const state = session?.state;
  const { errors, problem, busy, ready, onSubmit } = useForm(setUpSchema, async (input) => {
    await setUp(input);
    window.location.replace(pages.connections());
  });
  useEffect(() => {
    if (busy) return;
    if (state === 'signed-out') window.location.replace(pages.login());
    if (state === 'signed-in') window.location.replace(pages.overview());
  }, [state, busy]);
  return (
    <form noValidate onSubmit={onSubmit} className="mt-6 flex flex-col gap-4">
      <TextField
        label="One-time token"
        name="token"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        hint="Standing printed it where it was started. It prints a new one at each start until somebody has used it."
        error={errors['token']}
      />
      <TextField
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="username"
        required
        error={errors['email']}
      />
      <TextField label="Name" name="name" autoComplete="name" hint="Shown beside what you do." error={errors['name']} />
      <TextField
        label="Password"
        name="password"
        type="password"
        autoComplete="new-password"
        required
        hint="At least 8 characters; a long phrase is best."
        error={errors['password']}
      />
      <Refusal problem={problem} />
      <Button type="submit" look="strong" busy={busy} waiting={!ready}>
        {busy ? 'Creating the administrator' : 'Create the administrator'}
      </Button>
    </form>
  );
}
