'use client';

import { copyText } from '@/components/ui/announce.ts';
import { formatExact } from '@/components/ui/format-time.ts';
import { recall, timeZone } from '@/components/ui/remembered.ts';
import { Time, type TimeForm } from '@/components/ui/time.tsx';

/**
 * A moment one may want elsewhere: reached by keyboard, its exact time shown on hover and focus, copied on click. For
 * text; in rows and links the plain `Time` stands, and what holds it takes the focus.
 */
export function ExactTime({ at, form, atLeast = false }: { at: string; form: TimeForm; atLeast?: boolean }) {
  return (
    <button
      type="button"
      className="cursor-copy rounded-sm decoration-faint decoration-dotted underline-offset-3 hover:underline"
      onClick={() => void copyText(formatExact(Date.parse(at), recall(timeZone)), 'Exact time copied')}
    >
      <Time at={at} form={form} atLeast={atLeast} />
    </button>
  );
}
