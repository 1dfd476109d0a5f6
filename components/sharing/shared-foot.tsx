'use client';

import { formatExact } from '@/components/ui/format-time.ts';
import { usePrinting } from '@/components/ui/use-printing.ts';

/** At the foot of every printed sheet: when. Not where: whoever has the address has the link. */
export function SharedFoot() {
  const printedAt = usePrinting();
  return (
    <footer className="hidden pt-2 text-[10px] text-soft print:table-footer-group">
      {printedAt === null ? null : <p>A shared view of Standing · printed {formatExact(printedAt, 'utc')}</p>}
    </footer>
  );
}
