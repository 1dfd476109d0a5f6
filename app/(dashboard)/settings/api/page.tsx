import type { Metadata } from 'next';
import { ApiScreen } from '@/components/settings/api-screen.tsx';

export const metadata: Metadata = { title: 'API reference' };

export default function ApiPage() {
  return <ApiScreen />;
}
