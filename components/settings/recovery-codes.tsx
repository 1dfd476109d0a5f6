import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Notice } from '@/components/ui/notice.tsx';

/** Shown once: the server keeps them sealed and never shows them again. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <Notice tone="watch">
      <div className="min-w-0">
        <p>
          Keep these recovery codes where you keep your passwords. Each works once, without the app. They are not shown
          again.
        </p>
        <ul aria-label="Recovery codes" className="mt-2 grid grid-cols-2 gap-x-6 gap-y-1 font-mono sm:grid-cols-3">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="mt-2">
          <CopyButton text={() => codes.join('\n')} label="Copy recovery codes" said="Recovery codes copied" />
        </div>
      </div>
    </Notice>
  );
}
