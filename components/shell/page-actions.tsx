'use client';

import { useEffect, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

export const PAGE_ACTIONS_ID = 'page-actions';

/** Puts a page's age, refresh and copy link into the top bar, which belongs to the shell. */
export function PageActions({ children }: { children: ReactNode }) {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useEffect(() => setPlace(document.getElementById(PAGE_ACTIONS_ID)), []);
  return place ? createPortal(children, place) : null;
}
