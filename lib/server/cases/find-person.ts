import 'server-only';
import { authorise } from '../access/authorise.ts';
import { connectionIdsOf } from '../access/stored-access.ts';
import type { PersonList } from '../../domain/triage-case.ts';
import type { Context } from '../context.ts';
import { StandingError } from '../errors.ts';
import { withAuthTables } from '../store/auth-tables.ts';

/** In the demo nobody signs in, so it has one person. */
const VISITOR = { id: 'demo', name: 'Demo visitor', email: 'demo@localhost', connectionIds: null };

interface Person {
  id: string;
  name: string;
  email: string;
  /** Null: all. */
  connectionIds: string[] | null;
}

/** Everybody who may sign in: whom a case can be given to, and whom a note can name. */
export async function listPeople(context: Context): Promise<PersonList> {
  authorise(context, 'cases.write');
  const people = await peopleOf(context);
  return { items: people.map(({ id, name, email }) => ({ id, name, email })) };
}

/**
 * The person of an id, or null for none.
 * @throws StandingError `invalid-input` for nobody here, or for somebody who may not see one of these connections.
 */
export async function findPerson(
  context: Context,
  id: string | null | undefined,
  connectionIds: readonly string[],
): Promise<{ id: string; name: string } | null> {
  if (id === null || id === undefined) return null;
  const person = (await peopleOf(context)).find((one) => one.id === id);
  if (person === undefined) throw refuse('takes the id of a person who may sign in here');
  const { name, connectionIds: theirs } = person;
  if (theirs !== null && connectionIds.some((one) => !theirs.includes(one))) {
    throw refuse(`takes somebody who may see the sender; ${name} may not see its connection`);
  }
  return { id, name };
}

function refuse(message: string): StandingError {
  return new StandingError('invalid-input', `change.ownerId: ${message}.`, {
    fields: [{ field: 'change.ownerId', message }],
  });
}

async function peopleOf({ principal, store }: Context): Promise<Person[]> {
  if (principal.kind === 'demo') return [VISITOR];
  const rows = await withAuthTables(store.read)
    .selectFrom('auth_users')
    .select(['id', 'name', 'email', 'connectionIds'])
    .where('deactivatedAt', 'is', null)
    .orderBy('email')
    .limit(2000)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name || row.email,
    email: row.email,
    connectionIds: connectionIdsOf(row.connectionIds),
  }));
}
