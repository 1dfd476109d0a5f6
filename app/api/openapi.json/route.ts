import { describeApi } from '@/lib/domain/describe-api.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { standing } from '@/lib/server/standing.ts';
import manifest from '@/package.json' with { type: 'json' };

let described: Record<string, unknown> | undefined;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  GET: route({ access: 'entities.read' }, () => ({
    json: (described ??= describeApi(manifest.version, standing().config.url ?? '/')),
  })),
});
