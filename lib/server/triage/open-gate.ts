import 'server-only';

/** Lets so many in at a time, in the order they came. */
export interface Gate {
  enter(): Promise<void>;
  leave(): void;
  /** Resolves when nobody is inside. */
  empty(): Promise<void>;
}

export function openGate(places: number): Gate {
  let inside = 0;
  const waiting: (() => void)[] = [];
  const leaving: (() => void)[] = [];
  return {
    enter: () =>
      new Promise((resolve) => {
        const go = () => {
          inside += 1;
          resolve();
        };
        if (inside < places) go();
        else waiting.push(go);
      }),
    leave: () => {
      inside -= 1;
      waiting.shift()?.();
      if (inside === 0) for (const tell of leaving.splice(0)) tell();
    },
    empty: () => new Promise((resolve) => (inside === 0 ? resolve() : leaving.push(resolve))),
  };
}
