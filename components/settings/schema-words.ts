/** A JSON Schema as the API's description gives it: any member may be absent. */
interface JsonSchema {
  type?: unknown;
  enum?: unknown;
  const?: unknown;
  anyOf?: unknown;
  items?: unknown;
  properties?: unknown;
  required?: unknown;
  format?: unknown;
  additionalProperties?: unknown;
}

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null;

/** One line: `string or null`, `"standard", "strict" or "none"`, `list of string`. */
export function wordsOf(schema: unknown): string {
  if (!isSchema(schema)) return 'anything';
  if (Array.isArray(schema.enum)) return orOf(schema.enum.map((value) => JSON.stringify(value)));
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (Array.isArray(schema.anyOf)) return orOf(schema.anyOf.map(wordsOf));
  if (schema.type === 'array') return `list of ${wordsOf(schema.items)}`;
  if (schema.format === 'date-time') return 'time';
  if (Array.isArray(schema.type)) return orOf(schema.type.map(String));
  return typeof schema.type === 'string' ? schema.type : 'anything';
}

function orOf(words: string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

/** Several lines: the members with their types, those that may be absent with `?`. */
export function outlineOf(schema: unknown, depth = 0): string {
  if (!isSchema(schema)) return 'anything';
  if (Array.isArray(schema.anyOf)) return orOf(schema.anyOf.map((part) => outlineOf(part, depth)));
  if (schema.type === 'array') return `list of ${outlineOf(schema.items, depth)}`;
  if (isSchema(schema.additionalProperties) && schema.properties === undefined) {
    return `by name: ${outlineOf(schema.additionalProperties, depth)}`;
  }
  if (!isSchema(schema.properties) || depth > 4) return wordsOf(schema);
  const required: unknown[] = Array.isArray(schema.required) ? schema.required : [];
  const indent = '  '.repeat(depth + 1);
  const members = Object.entries(schema.properties).map(
    ([name, member]) => `${indent}${name}${required.includes(name) ? '' : '?'}: ${outlineOf(member, depth + 1)}`,
  );
  return members.length === 0 ? '{}' : `{\n${members.join('\n')}\n${'  '.repeat(depth)}}`;
}
