import type { Metadata } from 'next';
import { SharedFrame } from '@/components/sharing/shared-frame.tsx';
import { SharedScreen } from '@/components/sharing/shared-screen.tsx';

export const metadata: Metadata = { title: 'Shared view' };

/** What a share link opens. The token is in the fragment, which no server and no log sees. */
export default function SharePage() {
  return (
    <SharedFrame>
      <SharedScreen />
    </SharedFrame>
  );
}
