'use client';

import { useShortcuts } from '@/components/shell/keyboard.ts';
import { copyText } from '@/components/ui/announce.ts';
import { CopyButton } from '@/components/ui/copy-button.tsx';

interface CopyLinkProps {
  /** May be empty. */
  sentence: () => string;
  /** Ours, starting with a slash; where the page has a moment, of that moment. */
  path: () => string;
  said: string;
  /** The same without the moment: what it leads to moves on. */
  livePath?: () => string;
}

/**
 * Copies a sentence and the link under it. Registers `c` (and `C` for the live link), so that the key and the button cannot
 * come to differ.
 */
export function CopyLink({ sentence, path, said, livePath }: CopyLinkProps) {
  const textOf = (to: () => string) =>
    [sentence(), new URL(to(), window.location.origin).href].filter(Boolean).join('\n');
  const copyLive = livePath ? () => copyText(textOf(livePath), 'Live link copied') : null;
  useShortcuts([
    { key: 'c', label: 'Copy link', group: 'Everywhere', run: () => void copyText(textOf(path), said) },
    ...(copyLive
      ? [{ key: 'C', label: 'Copy live link', group: 'Everywhere' as const, run: () => void copyLive() }]
      : []),
  ]);
  return (
    <>
      <CopyButton label="Copy link" text={() => textOf(path)} said={said} />
      {livePath ? (
        <span className="max-sm:hidden">
          <CopyButton look="quiet" label="Live link" text={() => textOf(livePath)} said="Live link copied" />
        </span>
      ) : null}
    </>
  );
}

/** The address as it stands. `pinned`: with the moment it shows, which is now where the address names none. */
function address(pinned: boolean): string {
  const { pathname, search } = window.location;
  const query = new URLSearchParams(search);
  if (!pinned) query.delete('at');
  else if (!query.has('at')) query.set('at', new Date().toISOString());
  return query.size === 0 ? pathname : `${pathname}?${query.toString()}`;
}

/** For pages whose whole state is in the address. `pinned`: the page can show a past moment, and the link keeps this one. */
export function CopyAddress({ sentence, pinned = false }: { sentence: () => string; pinned?: boolean }) {
  return (
    <CopyLink
      sentence={sentence}
      path={() => address(pinned)}
      said={pinned ? 'Link to this moment copied' : 'Link copied'}
    />
  );
}
