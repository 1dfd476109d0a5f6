import 'server-only';
import manifest from '../../../package.json' with { type: 'json' };
import type { Session } from '../../domain/session.ts';
import type { Context } from '../context.ts';
import type { Sessions } from '../standing.ts';

/** Who is asking, for the shell. Answers everybody; tells strangers only whether there is somebody to sign in as. */
export async function getSession(
  context: Context,
  sessions: Pick<Sessions, 'state' | 'singleSignOn'>,
): Promise<Session> {
  const { principal } = context;
  const state = await sessions.state(principal);
  return {
    state,
    demo: principal.kind === 'demo',
    user: userOf(context),
    connected: state === 'signed-in' && (await hasConnections(context)),
    version: state === 'signed-in' ? manifest.version : '',
    singleSignOn: sessions.singleSignOn,
  };
}

function userOf({ principal }: Context): Session['user'] {
  switch (principal.kind) {
    case 'user': {
      const { id, email, name, role, connectionIds } = principal;
      return { id, email, name, role, connectionIds: connectionIds === null ? null : [...connectionIds] };
    }
    case 'token': {
      const { userId, email, name, role, connectionIds } = principal;
      return { id: userId, email, name, role, connectionIds: connectionIds === null ? null : [...connectionIds] };
    }
    case 'demo':
      return { id: 'demo', email: 'demo@localhost', name: 'Demo visitor', role: principal.role, connectionIds: null };
    case 'anonymous':
    case 'share-link':
    case 'watcher':
    case 'command-line':
      return null;
  }
}

async function hasConnections({ store }: Context): Promise<boolean> {
  const row = await store.read
    .selectFrom('connections')
    .select('id')
    .where('deleted_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
