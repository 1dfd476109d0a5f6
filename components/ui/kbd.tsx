export function Kbd({ children }: { children: string }) {
  return (
    <kbd className="rounded border border-line px-1 font-mono text-[11px] text-soft" aria-hidden="true">
      {children}
    </kbd>
  );
}
