import { createTokenSchema } from '@/lib/domain/api-token.ts';
import { createToken } from '@/lib/server/access/create-token.ts';
import { listTokens } from '@/lib/server/access/list-tokens.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'tokens.own' }, async ({ context }) => ({ json: await listTokens(context) })),
  POST: route({ access: 'tokens.own', body: createTokenSchema }, async ({ context, body }) => ({
    json: await createToken(context, body),
    status: 201,
  })),
});
