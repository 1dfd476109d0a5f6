'use client';

import { useShortcuts } from '@/components/shell/keyboard.ts';
import { copyText } from '@/components/ui/announce.ts';
import { CopyButton } from '@/components/ui/copy-button.tsx';

/**
 * Copies a sentence and the link under it. `sentence` may be empty; `path` is ours, starting with a slash.
 * Registers `c`, so that the key and the button cannot come to differ.
 */
export function CopyLink({ sentence, path, said }: { sentence: () => string; path: () => string; said: string }) {
  const text = () => [sentence(), new URL(path(), window.location.origin).href].filter(Boolean).join('\n');
  useShortcuts([{ key: 'c', label: 'Copy link', group: 'Everywhere', run: () => void copyText(text(), said) }]);
  return <CopyButton label="Copy link" text={text} said={said} />;
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
