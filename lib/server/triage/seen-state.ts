import 'server-only';
import { hash } from 'node:crypto';

/** What one group of senders had in common when somebody looked; see group-target.ts. */
interface SeenGroup {
  connectionId: string;
  aggregate: string | null;
  customerStatus: string | null;
  awsStatus: string | null;
  policy: string | null;
  isProtected: number;
  isDeleted: number;
  count: number;
  sum: number;
  mixed: number;
}

/**
 * A mark of a set of senders and of all that an act on them depends on. It guards against accidents, not against
 * attackers: a person who may act may act on any of them anyway.
 */
export function seenStateOf(groups: readonly SeenGroup[]): string {
  const together = new Map<string, { count: number; sum: number; mixed: number }>();
  for (const group of groups) {
    const { connectionId, aggregate, customerStatus, awsStatus, policy, isProtected, isDeleted } = group;
    const key = JSON.stringify([connectionId, aggregate, customerStatus, awsStatus, policy, isProtected, isDeleted]);
    const { count, sum, mixed } = together.get(key) ?? { count: 0, sum: 0, mixed: 0 };
    together.set(key, { count: count + group.count, sum: sum + group.sum, mixed: mixed + group.mixed });
  }
  const lines = [...together].map(([key, { count, sum, mixed }]) => `${key} ${count} ${sum} ${mixed}`);
  return hash('sha256', lines.toSorted().join('\n'), 'base64url').slice(0, 27);
}
