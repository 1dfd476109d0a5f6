import { useId, type ComponentProps, type ReactNode } from 'react';

interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong with the value, in words; announced. */
  error?: string | null;
}

const BOX =
  'mt-1 w-full rounded-lg border border-line bg-panel px-2.5 py-1.5 text-ink placeholder:text-soft aria-invalid:border-stop';

function Frame({ id, label, hint, error, children }: FieldProps & { id: string; children: ReactNode }) {
  return (
    <div className="block">
      <label htmlFor={id} className="font-[520]">
        {label}
      </label>
      {children}
      {hint ? (
        <p id={`${id}-hint`} className="mt-1 text-[12.5px] text-soft">
          {hint}
        </p>
      ) : null}
      <p id={`${id}-error`} role="alert" className="mt-1 text-[12.5px] text-stop empty:hidden">
        {error}
      </p>
    </div>
  );
}

const described = (id: string, { hint, error }: FieldProps) => ({
  id,
  'aria-invalid': error ? true : undefined,
  'aria-describedby': [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].join(' ').trim() || undefined,
});

export function TextField({ label, hint, error, ...rest }: FieldProps & Omit<ComponentProps<'input'>, 'id'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <input {...rest} {...described(id, { label, hint, error })} className={`${BOX} min-h-8`} />
    </Frame>
  );
}

export function TextArea({
  label,
  hint,
  error,
  className = '',
  ...rest
}: FieldProps & Omit<ComponentProps<'textarea'>, 'id'>) {
  const id = useId();
  return (
    <Frame id={id} label={label} hint={hint} error={error}>
      <textarea rows={3} {...rest} {...described(id, { label, hint, error })} className={`${BOX} ${className}`} />
    </Frame>
  );
}
