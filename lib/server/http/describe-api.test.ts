import { globSync } from 'node:fs';
import * as z from 'zod';
import { describe, expect, it } from 'vitest';
import { API_OPERATIONS, describeApi } from '../../domain/describe-api.ts';
import { AUTH_PATHS } from '../access/auth-paths.ts';
import { BEGIN_PATH } from '../access/handle-elsewhere.ts';
import { CALLBACK_PATH } from '../access/sign-in-elsewhere.ts';
import type { RouteHandler } from './route.ts';

const ROOT = new URL('../../../', import.meta.url).pathname;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
type Module = Record<(typeof METHODS)[number], RouteHandler>;

/** What the one route of the sign-in library answers; the rest of it is 404. */
const OPEN_TO = {
  GET: [CALLBACK_PATH],
  POST: [...Object.keys(AUTH_PATHS), BEGIN_PATH],
  PUT: [],
  PATCH: [],
  DELETE: [],
};

/** Every method of every route file, under the addresses it answers. */
async function routesOfFiles(): Promise<Map<string, RouteHandler>> {
  const found = new Map<string, RouteHandler>();
  for (const file of globSync('app/api/**/route.ts', { cwd: ROOT })) {
    if (file.includes('[[...unknown]]')) continue;
    const module = (await import(`${ROOT}${file}`)) as Module;
    const path = `/${file.replace(/^app\//, '').replace('/route.ts', '')}`.replaceAll(/\[(\w+)\]/g, '{$1}');
    for (const method of METHODS) {
      // The methods a route does not have answer 405 and say no permission.
      if (module[method].access === undefined) continue;
      for (const at of path === '/api/auth/[...all]' ? OPEN_TO[method] : [path])
        found.set(`${method} ${at}`, module[method]);
    }
  }
  return found;
}
const routes = await routesOfFiles();
const api = describeApi('1.2.3', 'https://standing.example.com') as {
  paths: Record<string, Record<string, { operationId: string; parameters: { name: string; in: string }[] }>>;
};

describe('the description of the API', () => {
  it('has every method of every route, and no other', () => {
    const hint = 'describe it in lib/domain/api-…-operations.ts';
    expect(Object.keys(API_OPERATIONS).toSorted(), hint).toEqual([...routes.keys()].toSorted());
  });

  it.each([...routes])('%s says who may call it and takes the schemas that its route parses', (key, handler) => {
    const operation = API_OPERATIONS[key as keyof typeof API_OPERATIONS];
    expect(operation?.access).toBe(handler.access);
    expect(operation?.query).toBe(handler.takes?.query);
    expect(operation?.params).toBe(handler.takes?.params);
    // Two kinds of route parse their body themselves: the sign-in library's, and where it may be left out.
    if (key.includes('/api/auth/') || key.endsWith('/undo')) return;
    expect(operation?.body).toBe(handler.takes?.body);
  });

  it('names each operation once, and each parameter of an address', () => {
    const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.values(methods).map((operation) => ({ path, ...operation })),
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, parameters } of operations) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)).toEqual(inPath);
    }
  });

  it('is JSON whose every schema is one', () => {
    const text = JSON.stringify(api);
    expect(JSON.parse(text)).toEqual(api);
    const schemas: z.core.JSONSchema.JSONSchema[] = [];
    JSON.parse(text, (name, value: z.core.JSONSchema.JSONSchema) => {
      if (name === 'schema' && !('$ref' in value)) schemas.push(value);
      return value;
    });
    expect(schemas.length).toBeGreaterThan(60);
    for (const schema of schemas) expect(() => z.fromJSONSchema(schema)).not.toThrow();
  });
});
