'use client';

import { useEffect, useState } from 'react';
import { formatExact } from '@/components/ui/format-time.ts';

interface Printed {
  url: string;
  at: number;
}

/** At the foot of every printed sheet: where this was, and when. Written as the browser begins to print. */
export function PrintFoot() {
  const [printed, setPrinted] = useState<Printed | null>(null);
  useEffect(() => {
    const write = () => setPrinted({ url: window.location.href, at: Date.now() });
    const media = window.matchMedia('print');
    const onChange = () => {
      if (media.matches) write();
    };
    window.addEventListener('beforeprint', write);
    media.addEventListener('change', onChange);
    return () => {
      window.removeEventListener('beforeprint', write);
      media.removeEventListener('change', onChange);
    };
  }, []);
  return (
    <footer className="hidden pt-2 text-[10px] text-soft [overflow-wrap:anywhere] print:table-footer-group">
      {printed ? (
        <p>
          {printed.url} · printed {formatExact(printed.at, 'utc')}
        </p>
      ) : null}
    </footer>
  );
}
