'use client';

import { useEffect, useState } from 'react';
import { copyText } from '@/components/ui/announce.ts';
import { Button, type ButtonLook } from '@/components/ui/button.tsx';

/** Copies what `text` gives at the moment of the click; the label says so for two seconds, and the region says it aloud. */
export function CopyButton(props: { text: () => string; label: string; said: string; look?: ButtonLook }) {
  const { text, label, said, look = 'plain' } = props;
  const [result, setResult] = useState<'copied' | 'refused' | null>(null);
  useEffect(() => {
    if (result === null) return;
    const timer = setTimeout(() => setResult(null), 2_000);
    return () => clearTimeout(timer);
  }, [result]);
  return (
    <Button
      look={look}
      onClick={() => void copyText(text(), said).then((done) => setResult(done ? 'copied' : 'refused'))}
    >
      {result === null ? label : result === 'copied' ? 'Copied' : 'Not copied'}
    </Button>
  );
}
