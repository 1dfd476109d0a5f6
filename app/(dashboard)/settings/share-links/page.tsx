import type { Metadata } from 'next';
import { ShareLinksScreen } from '@/components/settings/share-links-screen.tsx';

export const metadata: Metadata = { title: 'Share links' };

export default function ShareLinksPage() {
  return <ShareLinksScreen />;
}
