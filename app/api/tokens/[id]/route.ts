import { tokenReferenceSchema } from '@/lib/domain/api-token.ts';
import { revokeToken } from '@/lib/server/access/revoke-token.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  DELETE: route({ access: 'tokens.own', params: tokenReferenceSchema }, async ({ context, params }) => {
    await revokeToken(context, params.id);
    standing().sessions.tokenEnded(params.id);
    return undefined;
  }),
});
