'use client';

import { useEffect, useRef } from 'react';
import { recall, shortcuts } from '@/components/ui/remembered.ts';

export interface Shortcut {
  /** As `KeyboardEvent.key`; `mod+k` for Control or Command. */
  key: string;
  /** What it does, as the help sheet says it. */
  label: string;
  group: 'Everywhere' | 'List' | 'Entity';
  run: () => void;
}

const registered = new Set<() => Shortcut[]>();

/**
 * What works on this page now, in order of registration: the help sheet is made of this and cannot lie. The newest
 * registration of a key wins, so that a page may take over one of the shell.
 */
export function currentShortcuts(): Shortcut[] {
  const all = [...registered].flatMap((read) => read());
  return all.filter(({ key }, index) => all.findLastIndex((other) => other.key === key) === index);
}

function isTyping(target: EventTarget | null): boolean {
  // In a check box nothing is typed: its list's keys go on working.
  const fields = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]';
  return target instanceof HTMLElement && target.closest(fields) !== null;
}

/** Enter and letters belong to a focused control; the list's Enter works from the page or from the list itself. */
function belongsToControl(event: KeyboardEvent): boolean {
  return (
    event.key === 'Enter' &&
    event.target instanceof HTMLElement &&
    event.target.closest('a, button, summary, label') !== null
  );
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const modified = event.ctrlKey || event.metaKey;
  if (!modified && (recall(shortcuts) === 'off' || isTyping(event.target) || belongsToControl(event))) return;
  if (document.querySelector('dialog[open], [role="dialog"], [role="menu"]')) return;
  const pressed = modified ? `mod+${event.key.toLowerCase()}` : event.key;
  const hit = currentShortcuts().find((shortcut) => shortcut.key === pressed);
  if (!hit) return;
  event.preventDefault();
  hit.run();
}

/** Registers keys while the component is shown. Single keys are off inside fields and can be switched off for good. */
export function useShortcuts(list: Shortcut[]): void {
  const latest = useRef(list);
  useEffect(() => {
    latest.current = list;
  });
  useEffect(() => {
    const read = () => latest.current;
    if (registered.size === 0) document.addEventListener('keydown', onKeyDown);
    registered.add(read);
    return () => {
      registered.delete(read);
      if (registered.size === 0) document.removeEventListener('keydown', onKeyDown);
    };
  }, []);
}
