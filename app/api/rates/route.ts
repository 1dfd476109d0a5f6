import { ratesQuerySchema } from '@/lib/domain/rates.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { getRates } from '@/lib/server/rates/get-rates.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read', query: ratesQuerySchema }, async ({ context, query }) => ({
    json: await getRates(context, query),
  })),
});
