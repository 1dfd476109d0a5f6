import type { ReactNode } from 'react';
import { Frame } from '@/components/shell/frame.tsx';
import { Providers } from '@/components/shell/providers.tsx';

export default function DashboardLayout({ children }: { children: ReactNode }) {
  return (
    <Providers>
      <Frame>{children}</Frame>
    </Providers>
  );
}
