import { auditListQuerySchema } from '@/lib/domain/audit.ts';
import { listAudit } from '@/lib/server/audit/list-audit.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'audit.read', query: auditListQuerySchema }, async ({ context, query }) => ({
    json: await listAudit(context, query),
  })),
});
