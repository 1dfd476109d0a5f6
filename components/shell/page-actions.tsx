'use client';

import { useSyncExternalStore, type ReactNode } from 'react';
import { createPortal } from 'react-dom';

export const PAGE_ACTIONS_ID = 'page-actions';

const neverChanges = () => () => {};
const findPlace = () => document.getElementById(PAGE_ACTIONS_ID);
const noPlace = () => null;

/** Puts a page's age, refresh and copy link into the top bar, which belongs to the shell. */
export function PageActions({ children }: { children: ReactNode }) {
  const place = useSyncExternalStore(neverChanges, findPlace, noPlace);
  return place ? createPortal(children, place) : null;
}
