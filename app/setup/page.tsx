import type { Metadata } from 'next';
import { EntryFrame } from '@/components/access/entry-frame.tsx';
import { SetUpForm } from '@/components/access/set-up-form.tsx';

export const metadata: Metadata = { title: 'Set up' };

export default function SetUpPage() {
  return (
    <EntryFrame title="Set up Standing" lead="Create its first administrator. Everybody else is added later.">
      <SetUpForm />
    </EntryFrame>
  );
}
