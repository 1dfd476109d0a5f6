import type { Metadata } from 'next';
import { EntryFrame } from '@/components/access/entry-frame.tsx';
import { SignInForm } from '@/components/access/sign-in-form.tsx';

export const metadata: Metadata = { title: 'Sign in' };

export default function LoginPage() {
  return (
    <EntryFrame title="Sign in" lead="Afterwards you are back where you were.">
      <SignInForm />
    </EntryFrame>
  );
}
