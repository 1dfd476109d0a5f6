'use client';

import { recall, remember, theme, timeZone, useRemembered } from '@/components/ui/remembered.ts';

const SWITCH = 'min-h-6 cursor-pointer rounded px-1 text-left hover:text-ink hover:underline';
const NEXT_THEME = { system: 'light', light: 'dark', dark: 'system' } as const;
const THEME_WORD = { system: 'system', light: 'light', dark: 'dark' } as const;

/** Times in UTC or in this browser's zone; remembered. */
export function ZoneSwitch() {
  const zone = useRemembered(timeZone);
  return (
    <button
      type="button"
      className={SWITCH}
      onClick={() => remember(timeZone, recall(timeZone) === 'utc' ? 'local' : 'utc')}
    >
      Times in {zone === 'utc' ? 'UTC' : 'local time'}
      <span className="sr-only">, switch to {zone === 'utc' ? 'local time' : 'UTC'}</span>
    </button>
  );
}

export function ThemeSwitch() {
  const choice = useRemembered(theme);
  return (
    <button type="button" className={SWITCH} onClick={() => remember(theme, NEXT_THEME[recall(theme)])}>
      Theme: {THEME_WORD[choice]}
      <span className="sr-only">, switch to {NEXT_THEME[choice]}</span>
    </button>
  );
}
