import { expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { defaultOptions } from './options.ts';
import { SWITCHES } from './switches.ts';
import { createWorld } from './world/create-world.ts';

interface Told {
  id: string;
  time: string;
  resources: string[];
  detail: { data?: { origin: string; record: { status: string; lastUpdatedTimestamp: number[] } } };
}

const START = Date.UTC(2026, 10, 23, 12);
function worldWith(switches: Record<string, string | number> = {}, past = 90) {
  const options = { ...defaultOptions(), tenants: 60, past, switches, startAt: START };
  return createWorld(options, createClock('frozen', START));
}

it('is the same for the same seed, in order, of those days alone; without it there are no stories', () => {
  const [one, other] = [worldWith(), worldWith()].map(({ past }) =>
    past.map((event) => JSON.stringify({ ...event, id: '' })),
  );
  expect(one?.length).toBeGreaterThan(100);
  expect(one).toEqual(other);
  const times = worldWith().past.map(({ time }) => Date.parse(time));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times.every((time) => time > START - 91 * 86_400_000 && time <= START)).toBe(true);
  const names = [...worldWith({}, 0).places.values()].flatMap(({ tenants }) => tenants.map(({ name }) => name));
  expect(names.filter((name) => name.startsWith('story-'))).toEqual([]);
});

const PAUSES = Object.entries(SWITCHES).flatMap(([name, { values }]) => values.map((value) => [name, value] as const));
const MOVING = /^(policyPause|reinstated|enable|return|resolved|fresh)/;
it.each(PAUSES.filter(([name]) => MOVING.test(name)))('with %s %s ends where every record stands', (name, value) => {
  const world = worldWith({ [name]: value });
  const told = world.past as unknown as Told[];
  const last = new Map<string, string>();
  for (const { resources, detail } of told) {
    if (typeof detail.data === 'object') last.set(`${resources[0]} ${detail.data.origin}`, detail.data.record.status);
  }
  const stood = [...world.places.values()].flatMap(({ tenants }) =>
    tenants.flatMap(({ arn, deletedAt, state }) =>
      deletedAt === undefined
        ? [
            [`${arn} CUSTOMER_MANAGED`, state.customer?.status],
            [`${arn} AWS_MANAGED`, state.aws?.status],
          ]
        : [],
    ),
  );
  const otherwise = stood.filter(([key, status]) => last.has(key ?? '') && last.get(key ?? '') !== status);
  // A return to ENABLED may be silent: that is what a history of events alone cannot know.
  expect(name === 'returnToEnabledEvent' && value === 'silent' ? [] : otherwise).toEqual([]);
});
