import { type Operation, model } from '../model/read-model.ts';

export interface Match {
  readonly name: string;
  readonly operation: Operation;
  /** URI labels, decoded once. */
  readonly labels: Record<string, string>;
}

interface Route {
  name: string;
  operation: Operation;
  segments: string[];
}

const ROUTES: readonly Route[] = Object.entries(model.operations).map(([name, operation]) => ({
  name,
  operation,
  segments: operation.uri.split('/'),
}));

/**
 * The operation of a method and a RAW path, or undefined. Segments are split before they are decoded: an ARN with
 * `%2F` is one segment, and an ARN with a bare `/` matches nothing, as on AWS.
 */
export function matchOperation(method: string, rawPath: string): Match | undefined {
  const given = rawPath.split('/');
  for (const route of ROUTES) {
    if (route.operation.method !== method || route.segments.length !== given.length) continue;
    const labels = matchSegments(route.segments, given);
    if (labels !== undefined) return { name: route.name, operation: route.operation, labels };
  }
  return undefined;
}

function matchSegments(template: string[], given: string[]): Record<string, string> | undefined {
  const labels: Record<string, string> = {};
  for (const [at, part] of template.entries()) {
    const segment = given[at] ?? '';
    if (!part.startsWith('{')) {
      if (part !== segment) return undefined;
      continue;
    }
    try {
      labels[part.slice(1, -1)] = decodeURIComponent(segment);
    } catch {
      return undefined;
    }
  }
  return labels;
}
