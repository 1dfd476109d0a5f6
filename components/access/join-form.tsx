'use client';

import { useQuery } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { join, lookAtLink } from '@/lib/client/sign-in.ts';
import { pages } from '@/lib/domain/paths.ts';
import { joinSchema } from '@/lib/domain/user.ts';

const neverChanges = () => () => undefined;
const tokenHere = () => window.location.hash.slice(1);

/** Uses an invitation or a reset up: the token is in the fragment, which no server and no log sees. */
export function JoinForm() {
  const token = useSyncExternalStore(neverChanges, tokenHere, () => null);
  const { data, error } = useQuery({
    queryKey: ['link', token],
    queryFn: () => lookAtLink(token ?? ''),
    enabled: token !== null && token !== '',
    retry: false,
    gcTime: 0,
  });
  const { errors, problem, busy, ready, onSubmit } = useForm(joinSchema, async (input) => {
    await join(input);
    window.location.replace(pages.overview());
  });
  if (token === '')
    return <Notice tone="stop">This address lacks its link. Open the whole link you were given.</Notice>;
  if (error) return <Refusal problem={problemOf(error)} />;
  return (
    <form noValidate onSubmit={onSubmit} className="mt-6 flex flex-col gap-4">
      <input type="hidden" name="token" value={token ?? ''} />
      <p className="[overflow-wrap:anywhere]">
        {data === undefined
          ? 'Reading the link'
          : data.kind === 'invite'
            ? 'You were invited as '
            : 'A new password for '}
        {data === undefined ? null : <bdi className="font-[550]">{data.email}</bdi>}
      </p>
      {data?.kind === 'invite' ? (
        <TextField
          label="Name"
          name="name"
          autoComplete="name"
          hint="Shown beside what you do."
          error={errors['name']}
        />
      ) : null}
      <input type="email" autoComplete="username" value={data?.email ?? ''} readOnly hidden />
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
      <Button type="submit" look="strong" busy={busy} waiting={!ready || data === undefined}>
        {busy ? 'Signing in' : 'Set password and sign in'}
      </Button>
    </form>
  );
}
