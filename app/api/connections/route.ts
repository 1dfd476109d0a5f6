import { addConnectionSchema } from '@/lib/domain/connection.ts';
import { addConnection } from '@/lib/server/credentials/add-connection.ts';
import { getConnection, listConnections } from '@/lib/server/credentials/list-connections.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'connections.read' }, async ({ context }) => ({
    json: await listConnections(context, standing()),
  })),
  POST: route({ access: 'connections.manage', body: addConnectionSchema }, async ({ context, body }) => {
    const { id } = await addConnection(context, body);
    standing().watcher.connectionsChanged();
    return { json: await getConnection(context, standing(), id), status: 201 };
  }),
});
