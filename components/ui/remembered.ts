import { useSyncExternalStore } from 'react';

/** A choice kept in this browser and shared by every open tab. Reads the fallback while the server's HTML is shown. */
export interface Remembered<T extends string> {
  key: string;
  fallback: T;
  values: readonly T[];
}

export const timeZone: Remembered<'utc' | 'local'> = { key: 'zone', fallback: 'utc', values: ['utc', 'local'] };
export const theme: Remembered<'system' | 'light' | 'dark'> = {
  key: 'theme',
  fallback: 'system',
  values: ['system', 'light', 'dark'],
};
export const shortcuts: Remembered<'on' | 'off'> = { key: 'shortcuts', fallback: 'on', values: ['on', 'off'] };

export function recall<T extends string>({ key, fallback, values }: Remembered<T>): T {
  try {
    const stored = localStorage.getItem(key);
    return values.find((value) => value === stored) ?? fallback;
  } catch {
    return fallback;
  }
}

/** Storage may be refused (private window); the choice then holds for this page alone, and that is all it can do. */
export function remember<T extends string>({ key, fallback }: Remembered<T>, value: T): void {
  try {
    if (value === fallback) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Nothing to keep it in.
  }
  window.dispatchEvent(new Event(`standing:${key}`));
}

export function useRemembered<T extends string>(choice: Remembered<T>): T {
  return useSyncExternalStore(
    (changed) => {
      window.addEventListener('storage', changed);
      window.addEventListener(`standing:${choice.key}`, changed);
      return () => {
        window.removeEventListener('storage', changed);
        window.removeEventListener(`standing:${choice.key}`, changed);
      };
    },
    () => recall(choice),
    () => choice.fallback,
  );
}
