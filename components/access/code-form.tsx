'use client';

import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { proveSecondFactor } from '@/lib/client/sign-in.ts';
import { secondFactorSchema } from '@/lib/domain/session.ts';

/** The second step of signing in. */
export function CodeForm({ onDone, onBack }: { onDone: () => void; onBack: () => void }) {
  const { errors, problem, busy, onSubmit } = useForm(secondFactorSchema, async (input) => {
    await proveSecondFactor(input);
    onDone();
  });
  return (
    <form noValidate onSubmit={onSubmit} className="mt-6 flex flex-col gap-4">
      <TextField
        label="Code"
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        // oxlint-disable-next-line jsx-a11y/no-autofocus -- the step before it went away, and with it the focus
        autoFocus
        required
        hint="Six digits from your authenticator app, or one of your recovery codes."
        error={errors['code']}
      />
      <Refusal problem={problem} />
      <Button type="submit" look="strong" busy={busy}>
        Sign in
      </Button>
      <Button look="quiet" onClick={onBack}>
        Begin again
      </Button>
    </form>
  );
}
