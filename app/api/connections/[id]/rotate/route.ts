import { connectionIdSchema, rotateConnectionSchema } from '@/lib/domain/connection.ts';
import { getConnection } from '@/lib/server/credentials/list-connections.ts';
import { rotateConnection } from '@/lib/server/credentials/rotate-connection.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route(
    { access: 'connections.manage', params: connectionIdSchema, body: rotateConnectionSchema },
    async ({ context, params, body }) => {
      await rotateConnection(context, params.id, body);
      standing().watcher.connectionsChanged();
      return { json: await getConnection(context, standing(), params.id) };
    },
  ),
});
