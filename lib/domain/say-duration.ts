const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A fixed duration inside our own sentence: `less than a minute`, `41 m`, `3 h 12 m`, `2 d 4 h`. Never negative. */
export function sayDuration(milliseconds: number): string {
  if (milliseconds < MINUTE) return 'less than a minute';
  if (milliseconds < HOUR) return `${Math.floor(milliseconds / MINUTE)} m`;
  const [large, largeName, small, smallName] =
    milliseconds < DAY ? ([HOUR, 'h', MINUTE, 'm'] as const) : ([DAY, 'd', HOUR, 'h'] as const);
  const rest = Math.floor((milliseconds % large) / small);
  return `${Math.floor(milliseconds / large)} ${largeName}${rest === 0 ? '' : ` ${rest} ${smallName}`}`;
}
