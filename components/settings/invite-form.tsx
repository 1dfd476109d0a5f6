'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import { AccessFields, type AccessValue, refusalOfAccess } from '@/components/settings/access-fields.tsx';
import { LinkOnce } from '@/components/settings/link-once.tsx';
import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { inviteUserMutation } from '@/lib/client/people.ts';
import { inviteUserSchema, type IssuedLink } from '@/lib/domain/user.ts';

const typedSchema = z.pick(inviteUserSchema, { email: true });

export function InviteForm() {
  const invite = useMutation(inviteUserMutation(useQueryClient()));
  const [access, setAccess] = useState<AccessValue>({ role: 'viewer', connectionIds: null });
  const [link, setLink] = useState<(IssuedLink & { email: string }) | null>(null);
  const { errors, problem, busy, onSubmit } = useForm(typedSchema, async ({ email }) => {
    setLink(null);
    const issued = await invite.mutateAsync({ email, ...access });
    invite.reset();
    setLink({ ...issued, email });
    announce(`Invitation for ${email} made`);
  });
  return (
    <form noValidate onSubmit={onSubmit} className="mt-3 flex max-w-[560px] flex-col gap-4">
      <TextField label="E-mail address" name="email" type="email" autoComplete="off" required error={errors['email']} />
      <AccessFields value={access} onChange={setAccess} />
      <Refusal problem={problem} />
      {link === null ? null : <LinkOnce link={link} />}
      <div>
        <Button type="submit" look="strong" busy={busy} refusal={refusalOfAccess(access)}>
          Make invitation
        </Button>
      </div>
    </form>
  );
}
