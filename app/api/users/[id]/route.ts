import { changeUserSchema, userReferenceSchema } from '@/lib/domain/user.ts';
import { changeUser } from '@/lib/server/access/change-user.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

const options = { access: 'users.manage', params: userReferenceSchema, body: changeUserSchema } as const;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  PATCH: route(options, async ({ context, params, body }) => {
    standing().sessions.forget(await changeUser(context, params.id, body));
    return undefined;
  }),
});
