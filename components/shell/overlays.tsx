'use client';

import { Tips } from '@/components/ui/tips.tsx';
import { Toasts } from '@/components/ui/toasts.tsx';

/** What floats over every page. Loaded after the page is usable. */
export default function Overlays() {
  return (
    <>
      <Tips />
      <Toasts />
    </>
  );
}
