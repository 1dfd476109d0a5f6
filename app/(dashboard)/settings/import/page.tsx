import type { Metadata } from 'next';
import { ImportScreen } from '@/components/settings/import-screen.tsx';

export const metadata: Metadata = { title: 'Import history' };

export default function ImportPage() {
  return <ImportScreen />;
}
