import { connectionIdSchema } from '@/lib/domain/connection.ts';
import { testConnection } from '@/lib/server/credentials/test-connection.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'connections.manage', params: connectionIdSchema }, async ({ context, params }) => ({
    json: await testConnection(context, params.id),
  })),
});
