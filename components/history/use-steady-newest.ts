import { useState } from 'react';

/**
 * A list, newest first, that does not move under the pointer: while it is held, what is newer than its first line waits
 * and is counted.
 */
export function useSteadyNewest<T extends { id: string }>(items: readonly T[], key: string) {
  const [held, setHeld] = useState<{ key: string; first: string | null } | null>(null);
  const first = held?.key === key ? held.first : null;
  // Older ones may leave the pages we hold; a line that is gone holds nothing back.
  const waiting =
    first === null
      ? 0
      : Math.max(
          0,
          items.findIndex(({ id }) => id === first),
        );
  const hold = () => setHeld({ key, first: items[0]?.id ?? null });
  return {
    shown: items.slice(waiting),
    waiting,
    hold: () => (first === null ? hold() : undefined),
    letGo: () => setHeld(null),
    showNewest: hold,
  };
}
