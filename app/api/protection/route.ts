import { protectSchema } from '@/lib/domain/label.ts';
import { protectEntities } from '@/lib/server/entities/protect-entities.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'entities.label', body: protectSchema }, async ({ context, body }) => ({
    json: await protectEntities(context, body),
  })),
});
