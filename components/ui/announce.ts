import type { Tone } from '@/components/ui/tone.ts';

/** Says something to people who hear the page. The polite region is in the shell, so it exists before the first word. */
export const ANNOUNCER_ID = 'announcer';

export function announce(text: string): void {
  const region = document.getElementById(ANNOUNCER_ID);
  if (!region) return;
  // The same words twice are only heard twice if the region was emptied between.
  region.textContent = '';
  window.setTimeout(() => {
    region.textContent = text;
  }, 50);
}

/** Something that just happened, in a few words. */
export interface Notification {
  text: string;
  tone: Tone;
}
export const NOTIFY_EVENT = 'standing:notify';

/** Says it aloud and shows it for a few seconds (`toasts.tsx`, once that is loaded). */
export function notify(text: string, tone: Tone = 'plain'): void {
  announce(text);
  window.dispatchEvent(new CustomEvent<Notification>(NOTIFY_EVENT, { detail: { text, tone } }));
}

/** Writes to the clipboard. False where the browser refuses (no permission, not a secure origin and no fallback). */
export async function copyText(text: string, said: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    notify(said);
    return true;
  } catch {
    const done = copyBySelection(text);
    notify(done ? said : 'The browser refused to copy.', done ? 'plain' : 'watch');
    return done;
  }
}

/** Over plain http on a network address browsers hide the clipboard; selecting and copying still works. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.className = 'sr-only';
  const before = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
