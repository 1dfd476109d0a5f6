/** Nobody waits longer for a field that does not come. */
const MOST_MS = 5_000;

let held = '';
let stop: (() => void) | null = null;

function onKeyDown(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') return void releaseKeys();
  if (event.key === 'Backspace') held = held.slice(0, -1);
  else if (event.key.length === 1) held += event.key;
  else if (event.key !== 'Enter') return;
  event.preventDefault();
  event.stopImmediatePropagation();
}

/**
 * From now on what is typed is kept for a field whose code is still on its way, instead of reaching the page and its
 * single keys.
 */
export function holdKeys(): void {
  releaseKeys();
  window.addEventListener('keydown', onKeyDown, { capture: true });
  const timer = setTimeout(releaseKeys, MOST_MS);
  stop = () => {
    clearTimeout(timer);
    window.removeEventListener('keydown', onKeyDown, { capture: true });
  };
}

/** The field has the focus: gives what was typed until then. */
export function releaseKeys(): string {
  const text = held;
  held = '';
  stop?.();
  stop = null;
  return text;
}
