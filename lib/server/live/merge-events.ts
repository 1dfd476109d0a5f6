import 'server-only';
import { type LiveEvent, MOST_NAMED, type Topic } from '../../domain/live.ts';
import type { Announced } from './read-events.ts';

/** What somebody may hear of. */
export interface Audience {
  topics: ReadonlySet<string>;
  /** Null: all connections. */
  connectionIds: ReadonlySet<string> | null;
}

export function mayHear({ topics, connectionIds }: Audience, event: Announced): boolean {
  if (!topics.has(event.topic)) return false;
  return event.connectionId === null || connectionIds === null || connectionIds.has(event.connectionId);
}

/** Several announcements as one message: a topic once, with everything it names, or only counted where that is a lot. */
export function mergeEvents(events: readonly Announced[]): LiveEvent[] {
  const merged = new Map<string, { names: Set<string> | null; count: number }>();
  for (const { topic, about, count } of events) {
    const sum = merged.get(topic) ?? { names: new Set<string>(), count: 0 };
    merged.set(topic, sum);
    sum.count += count;
    if (about === null) sum.names = null;
    for (const name of (sum.names !== null && about) || []) sum.names?.add(name);
    if (sum.names !== null && sum.names.size > MOST_NAMED) sum.names = null;
  }
  return [...merged].map(([topic, { names, count }]) => ({
    // What may be heard is one of ours.
    topic: topic as Topic,
    about: names === null ? null : [...names],
    count: names === null ? count : names.size,
  }));
}
