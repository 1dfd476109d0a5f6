import type { Metadata } from 'next';
import { ConnectionsScreen } from '@/components/settings/connections-screen.tsx';

export const metadata: Metadata = { title: 'Settings' };

/** Until there is more to set than connections, they are the settings. */
export default function SettingsPage() {
  return <ConnectionsScreen />;
}
