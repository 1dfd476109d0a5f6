'use client';

import { useMutation } from '@tanstack/react-query';
import { Refusal } from '@/components/shell/refusal.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { nextPage } from '@/lib/client/next-page.ts';
import { beginSingleSignOn } from '@/lib/client/sign-in.ts';

/** What the way back from the identity provider ended with, in words; the codes are the sign-in library's. */
const REFUSED: Record<string, string> = {
  account_not_linked:
    'Somebody with this e-mail address signs in with a password here. Accounts are never joined by address: use that password, or ask an administrator.',
  unable_to_create_user: 'Your account there gives you no role here. Ask an administrator.',
  unable_to_create_session: 'Your account here is deactivated. Ask an administrator.',
  access_denied: 'The sign-in was cancelled there.',
  email_not_found: 'The identity provider told no e-mail address. Ask whoever runs it.',
};

/** @param name of the identity provider; null: none is set up. */
export function SingleSignOn({ name }: { name: string | null }) {
  const begin = useMutation({
    mutationFn: () => beginSingleSignOn(nextPage(window.location.search, window.location.origin)),
    onSuccess: (url) => window.location.assign(url),
  });
  if (name === null) return null;
  const code = new URLSearchParams(window.location.search).get('error');
  return (
    <div className="mt-6 border-t border-line pt-5">
      {code === null || begin.isPending ? null : (
        <Notice tone="stop" live>
          <span>{REFUSED[code] ?? 'The sign-in there did not succeed. Try again.'}</span>
        </Notice>
      )}
      <Refusal problem={begin.isError ? problemOf(begin.error) : null} />
      <Button className="w-full" busy={begin.isPending || begin.isSuccess} onClick={() => begin.mutate()}>
        Continue with <bdi>{name}</bdi>
      </Button>
    </div>
  );
}
