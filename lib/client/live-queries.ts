import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { LiveEvent, Topic } from '../domain/live.ts';

type About = readonly string[] | null;

/** The queries of these names about what was named, or all of the names where nothing or too much was. */
const each =
  (...names: string[]) =>
  (about: About): QueryKey[] =>
    names.flatMap((name): QueryKey[] =>
      about === null || about.length === 0 ? [[name]] : about.map((one) => [name, one]),
    );
const whole =
  (...names: string[]) =>
  (): QueryKey[] =>
    names.map((name) => [name]);
const both =
  (one: (about: About) => QueryKey[], other: () => QueryKey[]) =>
  (about: About): QueryKey[] => [...one(about), ...other()];

/** What an open page asks again when something moved: the one place that knows which topic is in which query. */
const QUERIES: Record<Topic, (about: About) => QueryKey[]> = {
  changes: both(each('entity', 'findings', 'history'), whole('changes', 'entities', 'overview', 'triage')),
  sweeps: whole('overview', 'connections'),
  acts: both(each('act'), whole('acts', 'audit')),
  cases: both(each('case', 'history'), whole('cases', 'changes', 'triage', 'overview')),
  labels: whole('entity', 'entities', 'overview', 'triage'),
  connections: whole('connections', 'overview'),
  views: whole('views'),
  sharing: whole('share-links'),
  rules: whole('guard-rails', 'reason-templates'),
  notifications: whole('notifications'),
};

/** Shorter bursts are asked for once; nobody reads faster. */
const REST_MS = 400;

/** Asks again for what moved, one round after another, so that a slow answer is never given up for the next event. */
export function createRefresher(client: QueryClient) {
  let waiting = new Map<string, QueryKey>();
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (waiting.size > 0) {
      const keys = [...waiting.values()];
      waiting = new Map();
      await Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
      await new Promise((resolve) => setTimeout(resolve, REST_MS));
    }
    running = false;
  }

  function add(keys: readonly QueryKey[]): void {
    for (const key of keys) waiting.set(JSON.stringify(key), key);
    if (!running) void run();
  }

  return {
    moved: (events: readonly LiveEvent[]) => add(events.flatMap(({ topic, about }) => QUERIES[topic](about))),
    everything: () => add([[]]),
  };
}
