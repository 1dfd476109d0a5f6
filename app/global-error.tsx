'use client';

import '@/app/globals.css';

/** Shown when the frame itself failed. Our own, because Next's injects styles that the policy refuses. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>This page failed · Standing</title>
        <main className="mx-auto max-w-xl px-4 py-16">
          <h1 className="text-[22px] font-semibold">This page failed to show</h1>
          <p className="mt-2 text-soft">
            Nothing was changed by this: the failure is in the page, not in SES or in the stored history. Reload it; if
            it fails again, report the words below with the address.
          </p>
          <pre className="mt-4 overflow-auto text-[12px] whitespace-pre-wrap">{error.digest ?? error.message}</pre>
          <p className="mt-6">
            <a className="underline" href="/">
              Overview
            </a>
          </p>
        </main>
      </body>
    </html>
  );
}
