import { fleetViewQuerySchema } from '@/lib/domain/fleet-view.ts';
import { answerFleetView } from '@/lib/server/entities/answer-fleet-view.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: fleetViewQuerySchema }, ({ context, query }) =>
    answerFleetView(context, query),
  ),
});
