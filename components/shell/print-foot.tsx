'use client';

import { formatExact } from '@/components/ui/format-time.ts';
import { usePrintNoteOfPage } from '@/components/shell/print-note.ts';
import { usePrinting } from '@/components/ui/use-printing.ts';

/** At the foot of every printed sheet: where this was, and when. */
export function PrintFoot() {
  const printedAt = usePrinting();
  const note = usePrintNoteOfPage();
  return (
    <footer className="hidden pt-2 text-[10px] text-soft [overflow-wrap:anywhere] print:table-footer-group">
      {printedAt === null ? null : (
        <p>
          {note === null ? '' : `${note} · `}
          {window.location.href} · printed {formatExact(printedAt, 'utc')}
        </p>
      )}
    </footer>
  );
}
