'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { Button } from '@/components/ui/button.tsx';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { signOut } from '@/lib/client/sign-in.ts';
import { pages } from '@/lib/domain/paths.ts';

/** Who is signed in, and the way out. In the demo nobody is. */
export function SignedInAs() {
  const { data: session } = useQuery(sessionQuery());
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => window.location.assign(pages.login()),
  });
  if (session?.user == null || session.demo) return null;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-soft">
      <span className="[overflow-wrap:anywhere]">
        <bdi>{session.user.email}</bdi>, {session.user.role}
      </span>
      <Button look="quiet" busy={leave.isPending} onClick={() => leave.mutate()}>
        Sign out
      </Button>
    </div>
  );
}
