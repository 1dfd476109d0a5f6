import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';

import { headScript } from '@/app/head-script.ts';
import '@/app/globals.css';

export const metadata: Metadata = {
  title: { default: 'Standing', template: '%s · Standing' },
  description: 'Who may send, who may not, why, and since when: the dashboard for Amazon SES tenants.',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
};

/** The frame of every page: a shell without data. `data-theme` is set by the head script, hence the suppressed warning. */
export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: headScript }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
