import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Time } from '@/components/ui/time.tsx';
import type { IssuedLink } from '@/lib/domain/user.ts';

/** A link that opens an account: shown here and nowhere again. */
export function LinkOnce({ link }: { link: IssuedLink & { email: string } }) {
  return (
    <Notice tone="ok">
      <div className="min-w-0">
        <p>
          Pass this link to <bdi>{link.email}</bdi>. It is shown once, works once, and ends{' '}
          <Time at={link.expiresAt} form="moment" />.
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-2">
          <code className="[overflow-wrap:anywhere]">{link.url}</code>
          <CopyButton text={() => link.url} label="Copy link" said="Link copied" />
        </p>
      </div>
    </Notice>
  );
}
