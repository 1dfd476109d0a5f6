'use client';

import { useEffect, useRef } from 'react';

/** Something one can do where one is, offered by the palette beside the keys. */
export interface Command {
  label: string;
  /** Why it cannot be done now; shown, and not run. */
  refusal?: string | null;
  run: () => void;
}

const registered = new Set<() => Command[]>();

/** What can be done on this page now. */
export function currentCommands(): Command[] {
  return [...registered].flatMap((read) => read());
}

/** Offers commands while the component is shown. */
export function useCommands(list: Command[]): void {
  const latest = useRef(list);
  useEffect(() => {
    latest.current = list;
  });
  useEffect(() => {
    const read = () => latest.current;
    registered.add(read);
    return () => {
      registered.delete(read);
    };
  }, []);
}
