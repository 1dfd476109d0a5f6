'use client';

import { copyText } from '@/components/ui/announce.ts';
import { Button, type ButtonLook } from '@/components/ui/button.tsx';

/** Copies what `text` gives at the moment of the click; `said` is shown for a moment and read aloud. */
export function CopyButton(props: { text: () => string; label: string; said: string; look?: ButtonLook }) {
  const { text, label, said, look = 'plain' } = props;
  return (
    <Button look={look} onClick={() => void copyText(text(), said)}>
      {label}
    </Button>
  );
}
