import 'server-only';
import type { Role } from '../../domain/access.ts';
import type { Auth } from './create-auth.ts';

/** A person cut off before their password was written is completed, not doubled. */
export async function createPerson(
  { context }: Auth,
  input: {
    email: string;
    name?: string | undefined;
    password: string;
    role: Role;
    /** As stored. */
    connectionIds: string | null;
  },
): Promise<void> {
  const { role, connectionIds } = input;
  const password = await context.password.hash(input.password);
  const known = await context.internalAdapter.findUserByEmail(input.email);
  const name = input.name || (input.email.split('@')[0] ?? input.email);
  const user =
    known?.user ??
    (await context.internalAdapter.createUser(
      { email: input.email, name, emailVerified: false, role, connectionIds },
      { method: 'email-password' },
    ));
  await context.internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password,
  });
}
