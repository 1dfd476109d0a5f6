import { readFileSync } from 'node:fs';

/** One shape of the AWS service model, as `sesv2.json` writes it. */
export interface Shape {
  type: 'structure' | 'string' | 'integer' | 'long' | 'double' | 'boolean' | 'timestamp' | 'list' | 'map';
  members?: Record<string, Member>;
  required?: string[];
  enum?: string[];
  min?: number;
  max?: number;
  pattern?: string;
  member?: Member;
  key?: Member;
  value?: Member;
  error?: { httpStatusCode: number };
}

export interface Member {
  shape: string;
  location?: 'uri' | 'querystring';
  locationName?: string;
}

export interface Operation {
  method: string;
  uri: string;
  input: string;
  output: string;
  errors: string[];
}

interface Model {
  operations: Record<string, Operation>;
  shapes: Record<string, Shape>;
}

/** The wire model of the 20 operations. */
export const model = JSON.parse(readFileSync(new URL('./sesv2.json', import.meta.url), 'utf8')) as Model;

/** The shape of that name; throws when the model has none, which is a mistake in the model file. */
export function shapeOf(name: string): Shape {
  const shape = model.shapes[name];
  if (shape === undefined) throw new Error(`No shape ${name} in the model`);
  return shape;
}
