import { ROLES, type Role } from '../../lib/domain/access.ts';
import type { User } from '../../lib/domain/user.ts';
import { inviteUserSchema } from '../../lib/domain/user.ts';
import { changeUser } from '../../lib/server/access/change-user.ts';
import { inviteUser } from '../../lib/server/access/invite-user.ts';
import { listUsers } from '../../lib/server/access/list-users.ts';
import { resetUser } from '../../lib/server/access/reset-user.ts';
import { baseUrlOf, type Config } from '../../lib/server/config.ts';
import type { Context } from '../../lib/server/context.ts';
import { type Command, misused, parse, withCommandLine } from './command.ts';

const OPTIONS = { connections: { type: 'string' }, 'all-connections': { type: 'boolean' } } as const;

export const usersList: Command = {
  name: 'users list',
  usage: 'users list',
  words: 'who may sign in',
  async run(given) {
    const { values, positionals } = parse(this, given, { json: { type: 'boolean' } });
    if (positionals.length > 0) throw misused(this);
    const list = await withCommandLine('read', ({ context }) => listUsers(context));
    if (values.json) console.log(JSON.stringify(list));
    else for (const user of list.items) console.log(lineOf(user));
    if (!values.json && list.items.length === 0) console.log('Nobody yet.');
    return 0;
  },
};

export const usersInvite: Command = {
  name: 'users invite',
  usage: 'users invite <e-mail> <role> [--connections <id,id>]',
  words: 'a link that works once',
  async run(given) {
    const { values, positionals } = parse(this, given, OPTIONS);
    const [email, role, ...more] = positionals;
    const input = inviteUserSchema.safeParse({ email, role, connectionIds: connectionsOf(values) ?? null });
    if (!input.success || more.length > 0) throw misused(this);
    const { url, expiresAt } = await withCommandLine('write', ({ context }, config) =>
      inviteUser(context, baseUrl(config), input.data),
    );
    console.log(`Give this link to ${input.data.email}; it works once, until ${expiresAt}:\n${url}`);
    return 0;
  },
};

export const usersReset: Command = {
  name: 'users reset',
  usage: 'users reset <e-mail>',
  words: 'a link to choose a new password',
  async run(given) {
    const [email, ...more] = parse(this, given, {}).positionals;
    if (email === undefined || more.length > 0) throw misused(this);
    const { url, expiresAt } = await withCommandLine('write', async ({ context }, config) =>
      resetUser(context, baseUrl(config), await idOf(context, email)),
    );
    console.log(`Open this link to choose a new password; it works once, until ${expiresAt}:\n${url}`);
    return 0;
  },
};

export const usersRole: Command = {
  name: 'users role',
  usage: 'users role <e-mail> <role> [--connections <id,id> | --all-connections]',
  words: ROLES.join(', '),
  async run(given) {
    const { values, positionals } = parse(this, given, OPTIONS);
    const [email, word, ...more] = positionals;
    const role = ROLES.find((known): known is Role => known === word);
    if (email === undefined || role === undefined || more.length > 0) throw misused(this);
    const connectionIds = connectionsOf(values);
    await withCommandLine('write', async ({ context }) =>
      changeUser(context, await idOf(context, email), { role, ...(connectionIds !== undefined && { connectionIds }) }),
    );
    console.log(`${email} is ${role} now. Their sessions ended.`);
    return 0;
  },
};

function lineOf({ email, role, connectionIds, twoFactor, signsInWith, deactivatedAt }: User): string {
  const scope = connectionIds === null ? 'all connections' : `${connectionIds.length} connections`;
  const marks = [scope, signsInWith, ...(twoFactor ? ['two-factor'] : []), ...(deactivatedAt ? ['deactivated'] : [])];
  return `${email.padEnd(36)} ${role.padEnd(14)} ${marks.join(', ')}`;
}

/** Undefined: not said. */
function connectionsOf(values: { connections?: string | undefined; 'all-connections'?: boolean | undefined }) {
  if (values.connections !== undefined) return values.connections.split(',').map((id) => id.trim());
  return values['all-connections'] ? null : undefined;
}

async function idOf(context: Context, email: string): Promise<string> {
  const { items } = await listUsers(context);
  const found = items.find((user) => user.email.toLowerCase() === email.toLowerCase());
  if (found === undefined) throw new Error(`Nobody is known as ${email}; "users list" names everybody.`);
  return found.id;
}

const baseUrl = ({ url, host, port }: Config) => url ?? baseUrlOf(host, port);
