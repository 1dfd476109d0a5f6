'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { CodeForm } from '@/components/access/code-form.tsx';
import { SingleSignOn } from '@/components/access/single-sign-on.tsx';
import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { nextPage } from '@/lib/client/next-page.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { signIn } from '@/lib/client/sign-in.ts';
import { pages } from '@/lib/domain/paths.ts';
import { signInSchema } from '@/lib/domain/session.ts';

/** A whole page load, so that nothing of the session before stays in memory. */
function goOn(): void {
  window.location.replace(nextPage(window.location.search, window.location.origin));
}

export function SignInForm() {
  const [step, setStep] = useState<'password' | 'code'>('password');
  const { data: session } = useQuery(sessionQuery());
  const state = session?.state;
  useEffect(() => {
    if (state === 'signed-in') goOn();
    if (state === 'set-up') window.location.replace(pages.setUp());
  }, [state]);
  const { errors, problem, busy, ready, onSubmit } = useForm(signInSchema, async (input) => {
    if (await signIn(input)) setStep('code');
    else goOn();
  });
  if (step === 'code') return <CodeForm onDone={goOn} onBack={() => setStep('password')} />;
  return (
    <>
      <form noValidate onSubmit={onSubmit} className="mt-6 flex flex-col gap-4">
        <TextField
          label="E-mail address"
          name="email"
          type="email"
          autoComplete="username"
          required
          error={errors['email']}
        />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          error={errors['password']}
        />
        <Refusal problem={problem} />
        <Button type="submit" look="strong" busy={busy} waiting={!ready}>
          {busy ? 'Signing in' : 'Sign in'}
        </Button>
      </form>
      <SingleSignOn name={session?.singleSignOn ?? null} />
    </>
  );
}
