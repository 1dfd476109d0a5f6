'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod/mini';
import { AccessFields, type AccessValue, refusalOfAccess } from '@/components/settings/access-fields.tsx';
import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { Time } from '@/components/ui/time.tsx';
import { createTokenMutation } from '@/lib/client/api-tokens.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { narrower } from '@/lib/domain/access.ts';
import { createTokenSchema, type IssuedToken } from '@/lib/domain/api-token.ts';
import type { Session } from '@/lib/domain/session.ts';

const DAYS = 'takes a number of days from 1 to 366';
/** What is typed; the role and the connections are chosen. */
const typedSchema = z.object({
  name: createTokenSchema.shape.name,
  days: z.pipe(
    z.string().check(z.regex(/^\d{1,3}$/, DAYS)),
    z.pipe(
      z.transform((text: string) => Number(text)),
      createTokenSchema.shape.expiresInDays,
    ),
  ),
});

export function CreateTokenForm() {
  const { data: session } = useQuery(sessionQuery());
  const create = useMutation(createTokenMutation(useQueryClient()));
  const [access, setAccess] = useState<AccessValue>({ role: 'viewer', connectionIds: null });
  const [issued, setIssued] = useState<IssuedToken | null>(null);
  const { errors, problem, busy, onSubmit } = useForm(typedSchema, async ({ name, days }) => {
    setIssued(null);
    const token = await create.mutateAsync({ name, ...access, expiresInDays: days });
    create.reset();
    setIssued(token);
    announce(`Token ${name} made`);
  });
  return (
    <form noValidate onSubmit={onSubmit} className="mt-3 flex max-w-[560px] flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-[1fr_140px]">
        <TextField
          label="Name"
          name="name"
          autoComplete="off"
          placeholder="Nightly report"
          required
          error={errors['name']}
        />
        <TextField
          label="Days until it ends"
          name="days"
          inputMode="numeric"
          defaultValue="90"
          autoComplete="off"
          required
          error={errors['days']}
        />
      </div>
      <AccessFields value={access} onChange={setAccess} />
      <Refusal problem={problem} />
      {issued === null ? null : <TokenOnce issued={issued} />}
      <div>
        <Button type="submit" look="strong" busy={busy} refusal={refusalOf(session, access)}>
          Make token
        </Button>
      </div>
    </form>
  );
}

function refusalOf(session: Session | undefined, access: AccessValue): string | null {
  if (session?.demo === true) return 'Nobody signs in to the demo, so a token would open nothing.';
  const user = session?.user;
  if (user != null && narrower(access, user).role !== access.role) {
    return `A token may not do more than you: your role is ${user.role}.`;
  }
  return refusalOfAccess(access);
}

/** The token itself: shown here and nowhere again. */
function TokenOnce({ issued: { name, token, expiresAt } }: { issued: IssuedToken }) {
  return (
    <Notice tone="ok">
      <div className="min-w-0">
        <p>
          The token of <bdi>{name}</bdi>. It is shown once, and ends <Time at={expiresAt} form="moment" />.
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-2">
          <code className="font-mono [overflow-wrap:anywhere]">{token}</code>
          <CopyButton text={() => token} label="Copy token" said="Token copied" />
        </p>
      </div>
    </Notice>
  );
}
