import type { Metadata } from 'next';
import { GuardRailsScreen } from '@/components/settings/guard-rails-screen.tsx';

export const metadata: Metadata = { title: 'Guard rails' };

export default function GuardRailsPage() {
  return <GuardRailsScreen />;
}
