import { type Shape, shapeOf } from './read-model.ts';

/**
 * Every way in which `value` breaks the shape, in the words of AWS's own validators. Empty when it fits.
 * Members the model does not know are ignored, as AWS ignores them.
 */
export function validateShape(name: string, value: unknown, path: string): string[] {
  const shape = shapeOf(name);
  switch (shape.type) {
    case 'structure':
      return validateStructure(shape, value, path);
    case 'list':
      return validateList(shape, value, path);
    case 'map':
      return validateMap(shape, value, path);
    case 'string':
      return typeof value === 'string' ? validateString(shape, value, path) : [wrongType(path, 'string')];
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType(path, 'boolean')];
    case 'integer':
    case 'long':
      return Number.isInteger(value) ? validateRange(shape, value as number, path) : [wrongType(path, 'integer')];
    default:
      return typeof value === 'number' ? [] : [wrongType(path, 'number')];
  }
}

function validateStructure(shape: Shape, value: unknown, path: string): string[] {
  if (!isRecord(value)) return [wrongType(path, 'structure')];
  const problems: string[] = [];
  for (const [member, { shape: memberShape }] of Object.entries(shape.members ?? {})) {
    const at = path === '' ? lowerFirst(member) : `${path}.${lowerFirst(member)}`;
    const given = value[member];
    if (given !== undefined && given !== null) problems.push(...validateShape(memberShape, given, at));
    else if (shape.required?.includes(member)) {
      problems.push(`Value null at '${at}' failed to satisfy constraint: Member must not be null`);
    }
  }
  return problems;
}

function validateList(shape: Shape, value: unknown, path: string): string[] {
  if (!Array.isArray(value)) return [wrongType(path, 'list')];
  const inner = shape.member?.shape ?? '';
  return [
    ...validateLength(shape, value.length, path),
    ...value.flatMap((one, at) => validateShape(inner, one, `${path}.${at + 1}.member`)),
  ];
}

function validateMap(shape: Shape, value: unknown, path: string): string[] {
  if (!isRecord(value)) return [wrongType(path, 'map')];
  const problems = validateLength(shape, Object.keys(value).length, path);
  for (const [key, one] of Object.entries(value)) {
    problems.push(...validateShape(shape.key?.shape ?? '', key, path));
    problems.push(...validateShape(shape.value?.shape ?? '', one, `${path}.${key}`));
  }
  return problems;
}

function validateString(shape: Shape, value: string, path: string): string[] {
  const problems = validateLength(shape, value.length, path);
  if (shape.enum !== undefined && !shape.enum.includes(value)) {
    problems.push(
      `Value '${value}' at '${path}' failed to satisfy constraint: ` +
        `Member must satisfy enum value set: [${shape.enum.join(', ')}]`,
    );
  }
  return problems;
}

function validateLength(shape: Shape, length: number, path: string): string[] {
  if (shape.min !== undefined && length < shape.min) {
    return [
      `Value at '${path}' failed to satisfy constraint: Member must have length greater than or equal to ${shape.min}`,
    ];
  }
  if (shape.max !== undefined && length > shape.max) {
    return [
      `Value at '${path}' failed to satisfy constraint: Member must have length less than or equal to ${shape.max}`,
    ];
  }
  return [];
}

function validateRange(shape: Shape, value: number, path: string): string[] {
  if (shape.min !== undefined && value < shape.min) {
    return [
      `Value '${value}' at '${path}' failed to satisfy constraint: Member must have value greater than or equal to ${shape.min}`,
    ];
  }
  if (shape.max !== undefined && value > shape.max) {
    return [
      `Value '${value}' at '${path}' failed to satisfy constraint: Member must have value less than or equal to ${shape.max}`,
    ];
  }
  return [];
}

const wrongType = (path: string, type: string): string => `Value at '${path}' is not a ${type}`;
const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
