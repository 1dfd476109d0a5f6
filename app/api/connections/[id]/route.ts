import { changeConnectionSchema, connectionIdSchema } from '@/lib/domain/connection.ts';
import { changeConnection } from '@/lib/server/credentials/change-connection.ts';
import { deleteConnection } from '@/lib/server/credentials/delete-connection.ts';
import { getConnection } from '@/lib/server/credentials/list-connections.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'connections.read', params: connectionIdSchema }, async ({ context, params }) => ({
    json: await getConnection(context, standing(), params.id),
  })),
  PATCH: route(
    { access: 'connections.manage', params: connectionIdSchema, body: changeConnectionSchema },
    async ({ context, params, body }) => {
      await changeConnection(context, params.id, body);
      standing().watcher.connectionsChanged();
      return { json: await getConnection(context, standing(), params.id) };
    },
  ),
  DELETE: route({ access: 'connections.manage', params: connectionIdSchema }, async ({ context, params }) => {
    await deleteConnection(context, params.id);
    standing().watcher.connectionsChanged();
    return undefined;
  }),
});
