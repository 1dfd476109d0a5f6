'use client';

import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { Button, type ButtonLook } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { confirmPasswordSchema, type ConfirmPassword } from '@/lib/domain/session.ts';

/** Asks for the password again, before how one signs in changes. */
export function ConfirmForm(props: {
  act: string;
  look?: ButtonLook;
  onConfirm: (input: ConfirmPassword) => Promise<void>;
}) {
  const { act, look = 'plain', onConfirm } = props;
  const { errors, problem, busy, onSubmit } = useForm(confirmPasswordSchema, onConfirm);
  return (
    <form noValidate onSubmit={onSubmit} className="mt-3 flex max-w-[400px] flex-col gap-4">
      <TextField
        label="Your password"
        name="password"
        type="password"
        autoComplete="current-password"
        required
        error={errors['password']}
      />
      <Refusal problem={problem} />
      <div>
        <Button type="submit" look={look} busy={busy}>
          {act}
        </Button>
      </div>
    </form>
  );
}
