import { userReferenceSchema } from '@/lib/domain/user.ts';
import { resetUser } from '@/lib/server/access/reset-user.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'users.manage', params: userReferenceSchema }, async ({ context, params }) => ({
    json: await resetUser(context, standing().sessions.baseUrl, params.id),
    status: 201,
  })),
});
