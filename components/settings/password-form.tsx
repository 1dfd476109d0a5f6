'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { changePassword } from '@/lib/client/account.ts';
import { changePasswordSchema } from '@/lib/domain/session.ts';

export function PasswordForm() {
  const client = useQueryClient();
  const [done, setDone] = useState(false);
  const { errors, problem, busy, onSubmit } = useForm(changePasswordSchema, async (input) => {
    setDone(false);
    await changePassword(input);
    setDone(true);
    announce('Password changed');
    await client.invalidateQueries({ queryKey: ['sessions'] });
  });
  return (
    <form noValidate onSubmit={onSubmit} className="mt-3 flex max-w-[400px] flex-col gap-4">
      <TextField
        label="Present password"
        name="currentPassword"
        type="password"
        autoComplete="current-password"
        required
        error={errors['currentPassword']}
      />
      <TextField
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        required
        hint="At least 8 characters; a long phrase is best."
        error={errors['newPassword']}
      />
      <Refusal problem={problem} />
      {done ? <Notice tone="ok">The password is changed. Every other session of yours has ended.</Notice> : null}
      <div>
        <Button type="submit" busy={busy}>
          Change password
        </Button>
      </div>
    </form>
  );
}
