import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Time } from '@/components/ui/time.tsx';
import type { IssuedShareLink } from '@/lib/domain/share-link.ts';

/** A link: shown here and nowhere again. */
export function ShareLinkOnce({ issued: { url, expiresAt } }: { issued: IssuedShareLink }) {
  return (
    <Notice tone="ok">
      <div className="min-w-0">
        <p>
          This is the link. It is shown once, and works until <Time at={expiresAt} form="moment" />. Whoever has it sees
          what you chose.
        </p>
        <p className="mt-2 flex flex-wrap items-center gap-2">
          <code className="font-mono text-[12px] [overflow-wrap:anywhere]">{url}</code>
          <CopyButton text={() => url} label="Copy link" said="Link copied" />
        </p>
      </div>
    </Notice>
  );
}

/** A badge as it looks now, and what to put into a page to show it. */
export function BadgeOnce({ issued: { url, expiresAt, name, hideNames } }: { issued: IssuedShareLink }) {
  const said = hideNames ? 'SES sending status' : `SES sending status of ${name}`;
  const html = `<img src="${url}" height="24" alt="${said.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')}">`;
  const markdown = `![${said.replaceAll(/[\\[\]`*_<>!]/g, String.raw`\$&`)}](${url})`;
  const { pathname, search } = new URL(url);
  return (
    <Notice tone="ok">
      <div className="min-w-0">
        <p>
          This is the badge. Its address is shown once, and works until <Time at={expiresAt} form="moment" />. It opens
          nothing but this picture.
        </p>
        <p className="my-3">
          {/* Served by this very server; Next's image component is switched off. */}
          <img src={`${pathname}${search}`} height={24} alt={said} />
        </p>
        <p className="flex flex-wrap items-center gap-2">
          <code className="font-mono text-[12px] [overflow-wrap:anywhere]">{url}</code>
        </p>
        <p className="mt-2 flex flex-wrap gap-2">
          <CopyButton text={() => html} label="Copy HTML" said="HTML copied" />
          <CopyButton text={() => markdown} label="Copy Markdown" said="Markdown copied" />
          <CopyButton text={() => url} label="Copy address" said="Address copied" />
        </p>
      </div>
    </Notice>
  );
}
