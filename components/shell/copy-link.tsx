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

/** The address as it stands, without a moment: only one entity can be shown as it was. */
function present(): string {
  const { pathname, search } = window.location;
  const query = new URLSearchParams(search);
  query.delete('at');
  return query.size === 0 ? pathname : `${pathname}?${query.toString()}`;
}

/** For pages whose whole state is in the address, and that show what is known now. */
export function CopyAddress({ sentence }: { sentence: () => string }) {
  return <CopyLink sentence={sentence} path={present} said="Link copied" />;
}
