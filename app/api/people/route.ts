import { listPeople } from '@/lib/server/cases/find-person.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'cases.write' }, async ({ context }) => ({ json: await listPeople(context) })),
});
