import * as z from 'zod/mini';
import { PERMISSIONS, refusalForToken } from './access.ts';
import type { ApiOperation, ApiOperations } from './api-operation.ts';
import { PERSON_OPERATIONS } from './api-person-operations.ts';
import { ACT_OPERATIONS } from './api-act-operations.ts';
import { SENDER_OPERATIONS } from './api-sender-operations.ts';
import { SETTING_OPERATIONS } from './api-setting-operations.ts';
import { SHARING_OPERATIONS } from './api-sharing-operations.ts';
import { TRIAGE_OPERATIONS } from './api-triage-operations.ts';
import { problemSchema } from './problem.ts';

/** Every operation of the JSON API. A test holds it against the routes: their methods, permissions and schemas. */
export const API_OPERATIONS: ApiOperations = {
  ...SENDER_OPERATIONS,
  ...SHARING_OPERATIONS,
  ...ACT_OPERATIONS,
  ...TRIAGE_OPERATIONS,
  ...SETTING_OPERATIONS,
  ...PERSON_OPERATIONS,
};

const TAGS: [name: string, operations: object][] = [
  ['Senders', SENDER_OPERATIONS],
  ['Sharing', SHARING_OPERATIONS],
  ['Acts', ACT_OPERATIONS],
  ['Triage', TRIAGE_OPERATIONS],
  ['Standing', SETTING_OPERATIONS],
  ['People', PERSON_OPERATIONS],
];

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document. @param server the public base URL. */
export function describeApi(version: string, server: string): Json {
  const paths: Record<string, Json> = {};
  for (const [key, operation] of Object.entries(API_OPERATIONS)) {
    const [method = '', path = ''] = key.split(' ');
    paths[path] = { ...paths[path], [method.toLowerCase()]: describeOperation(key, operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Standing',
      version,
      description:
        'The standing of every Amazon SES tenant. Times are ISO 8601 in UTC. Failures are application/problem+json (RFC 9457) with a stable code.',
    },
    servers: [{ url: server }],
    tags: TAGS.map(([name]) => ({ name })),
    paths,
    components: {
      schemas: { Problem: schemaOf(problemSchema, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'An API token, made under Settings.' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'standing.session',
          description: 'What a signed-in browser sends.',
        },
      },
    },
  };
}

function describeOperation(key: string, operation: ApiOperation): Json {
  const { summary, access, body, status = 200 } = operation;
  return {
    operationId: key
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, '-')
      .replace(/-$/, ''),
    summary,
    description: describeAccess(access),
    tags: TAGS.filter(([, operations]) => key in operations).map(([name]) => name),
    security: securityOf(access),
    parameters: [...parametersOf(operation.params, 'path'), ...parametersOf(operation.query, 'query')],
    ...(body && {
      requestBody: {
        required: !z.safeParse(body, undefined).success,
        content: { 'application/json': { schema: schemaOf(body, 'input') } },
      },
    }),
    responses: {
      [status]: answerOf(operation),
      default: {
        description: 'Refused or failed',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

/** Who may, in words. */
function describeAccess(access: ApiOperation['access']): string {
  if (access === 'anyone') return 'Open to anyone.';
  if (access === 'signed-in') return 'Needs a session; a token cannot do it.';
  return `Needs the role ${PERMISSIONS[access]} (${access})${byToken(access) ? '' : '; a token cannot do it'}.`;
}

function byToken(access: ApiOperation['access']): boolean {
  if (access === 'anyone' || access === 'signed-in') return false;
  return refusalForToken({ role: 'administrator', connectionIds: null }, access) === null;
}

function securityOf(access: ApiOperation['access']): Json[] {
  if (access === 'anyone') return [];
  return byToken(access) ? [{ token: [] }, { session: [] }] : [{ session: [] }];
}

function parametersOf(schema: z.core.$ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, member]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: member,
  }));
}

function answerOf({ answer }: ApiOperation): Json {
  if (answer === null) return { description: 'Done' };
  if (typeof answer === 'string')
    return { description: 'A file', content: { [answer]: { schema: { type: 'string' } } } };
  return { description: 'Answered', content: { 'application/json': { schema: schemaOf(answer, 'output') } } };
}

/** What a transform gives cannot be said in JSON Schema; what it takes can. */
function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, '~standard': __, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return rest;
}
