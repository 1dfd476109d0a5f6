import { guardRailsSchema } from '@/lib/domain/guard-rails.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { changeGuardRails } from '@/lib/server/triage/change-guard-rails.ts';
import { getGuardRails } from '@/lib/server/triage/get-guard-rails.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'acts.read' }, async ({ context }) => ({ json: await getGuardRails(context) })),
  PUT: route({ access: 'guard-rails.manage', body: guardRailsSchema }, async ({ context, body }) => {
    await changeGuardRails(context, body);
    return { json: await getGuardRails(context) };
  }),
});
