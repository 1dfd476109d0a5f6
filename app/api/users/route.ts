import { inviteUserSchema } from '@/lib/domain/user.ts';
import { inviteUser } from '@/lib/server/access/invite-user.ts';
import { listUsers } from '@/lib/server/access/list-users.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'users.manage' }, async ({ context }) => ({ json: await listUsers(context) })),
  POST: route({ access: 'users.manage', body: inviteUserSchema }, async ({ context, body }) => ({
    json: await inviteUser(context, standing().sessions.baseUrl, body),
    status: 201,
  })),
});
