'use client';

import { formatExact } from '@/components/ui/format-time.ts';
import { usePrinting } from '@/components/ui/use-printing.ts';

/** At the foot of every printed sheet: where this was, and when. */
export function PrintFoot() {
  const printing = usePrinting();
  return (
    <footer className="hidden pt-2 text-[10px] text-soft [overflow-wrap:anywhere] print:table-footer-group">
      {printing ? (
        <p>
          {window.location.href} · printed {formatExact(Date.now(), 'utc')}
        </p>
      ) : null}
    </footer>
  );
}
