import Link from 'next/link';
import type { ComponentProps, ReactNode, Ref } from 'react';

const FRAME =
  'inline-flex min-h-8 items-center justify-center gap-1.5 rounded-lg border px-3 py-1 font-[520] no-underline select-none';

const LOOK = {
  plain: 'border-line bg-panel text-ink hover:border-faint active:bg-paused-bg',
  strong: 'border-transparent bg-accent text-panel hover:brightness-110',
  /** For what stops mail. Outlined, because a filled red button invites. */
  stop: 'border-stop bg-panel text-stop hover:bg-stop-bg',
  quiet: 'border-transparent bg-transparent text-soft hover:text-ink hover:bg-paused-bg',
} as const;
export type ButtonLook = keyof typeof LOOK;

/** Disabled for a reason keeps the button reachable by keyboard, or nobody could read the reason. */
const REFUSED = 'cursor-not-allowed border-line bg-transparent text-soft';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  look?: ButtonLook;
  /** Why it cannot be used now; shown on hover and focus, and read out. */
  refusal?: string | null;
  busy?: boolean;
  /** The page cannot act yet: the browser would send the form itself. Looks as it will look. */
  waiting?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

/** A verb and an object ("Reinstate sending"); never a status. */
export function Button(props: ButtonProps) {
  const { look = 'plain', refusal, busy = false, waiting = false, className = '', onClick, ...rest } = props;
  const refused = refusal != null;
  return (
    <button
      type="button"
      {...rest}
      {...(refused ? { 'aria-disabled': true, 'data-tip': refusal, 'aria-description': refusal } : {})}
      aria-busy={busy || undefined}
      disabled={waiting}
      className={`${FRAME} ${refused ? REFUSED : `cursor-pointer ${LOOK[look]}`} ${className}`}
      onClick={(event) => {
        if (refused || busy) event.preventDefault();
        else onClick?.(event);
      }}
    />
  );
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function ButtonLink({
  href,
  look = 'plain',
  children,
}: {
  href: string;
  look?: ButtonLook;
  children: ReactNode;
}) {
  return (
    <Link href={href} prefetch={false} className={`${FRAME} ${LOOK[look]}`}>
      {children}
    </Link>
  );
}
