import type { Metadata } from 'next';
import { EntryFrame } from '@/components/access/entry-frame.tsx';
import { JoinForm } from '@/components/access/join-form.tsx';

export const metadata: Metadata = { title: 'Choose a password' };

export default function JoinPage() {
  return (
    <EntryFrame title="Choose a password" lead="Your link works once.">
      <JoinForm />
    </EntryFrame>
  );
}
