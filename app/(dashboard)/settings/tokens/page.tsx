import type { Metadata } from 'next';
import { TokensScreen } from '@/components/settings/tokens-screen.tsx';

export const metadata: Metadata = { title: 'API tokens' };

export default function TokensPage() {
  return <TokensScreen />;
}
