import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { createLife } from './life/life.ts';
import { type Life, defaultOptions } from './options.ts';
import { aggregateOf } from './world/aggregate.ts';
import { createWorld } from './world/create-world.ts';
import { PROTAGONIST, WELL_KNOWN } from './world/names.ts';
import type { World } from './world/world.ts';

const START = Date.parse('2026-11-23T08:00:00Z');

function live(pace: Life, seed = 7) {
  const clock = createClock('frozen', START);
  const world = createWorld({ ...defaultOptions(), tenants: 200, seed }, clock);
  const life = createLife(world, pace);
  const advance = (seconds: number): void => {
    clock.advance(seconds * 1000);
    life.run();
  };
  return { world, life, advance };
}

/** What lists of the first Region show of the well-known senders. */
function standing(world: World): string[] {
  const place = world.places.values().next().value;
  return WELL_KNOWN.map((name) => {
    const state = place?.byName.get(name)?.state;
    return state === undefined
      ? `${name} gone`
      : `${name} ${state.customer?.status} ${state.aws?.status} ${aggregateOf(state, world.switches)}`;
  });
}

describe('demo', () => {
  it.each([1, 7, 2026])('changes the status of a well-known sender every 30 s for two hours (seed %i)', (seed) => {
    const { world, advance } = live('demo', seed);
    for (let step = 0; step < 240; step++) {
      const before = standing(world);
      advance(30);
      expect(standing(world), `after ${step * 30} s`).not.toEqual(before);
    }
  });

  it('plays on the protagonist within a minute, whatever an operator does to it', () => {
    const { world, advance } = live('demo');
    const place = world.places.values().next().value;
    const of = (): string => JSON.stringify(place?.byName.get(PROTAGONIST)?.state);
    for (let step = 0; step < 60; step++) {
      const before = of();
      advance(60);
      expect(of(), `after ${step} min`).not.toBe(before);
    }
  });

  it('leaves two stopped senders alone, for visitors to act on', () => {
    const { world, advance } = live('demo');
    const quiet = (): string[] => standing(world).filter((one) => /^(acme|umbrella)/.test(one));
    const before = quiet();
    advance(3600);
    expect(quiet()).toEqual(before);
  });
});

describe('life', () => {
  it('is the same for the same seed, and each thing has the time it was due', () => {
    const tell = (steps: number[]): string => {
      const { world, advance } = live('busy');
      for (const step of steps) advance(step);
      return JSON.stringify([...world.places.values()].map((place) => [place.tenants, place.findings]));
    };
    const whole = tell([1200]);
    expect(whole).toBe(tell([1200]));
    // Steps of any size tell the same story: what was due is not bunched at the step's end.
    expect(tell([300, 700, 200])).toBe(whole);
  });

  it('opens, fixes, pauses, enforces, reinstates, adds, removes and recreates', () => {
    const { world, advance } = live('busy');
    const places = [...world.places.values()];
    const before = new Map(
      places.flatMap((place) => place.tenants.map((one) => [`${place.region}/${one.name}`, one.id])),
    );
    const seen = new Set<string>();
    for (let step = 0; step < 400; step++) {
      advance(30);
      for (const place of places) {
        for (const tenant of place.byArn.values()) {
          if (tenant.isOdd) continue;
          seen.add(`customer ${tenant.state.customer?.status}`).add(`aws ${tenant.state.aws?.status}`);
          const was = before.get(`${place.region}/${tenant.name}`);
          if (was === undefined) seen.add('appeared');
          else if (was !== tenant.id) seen.add('recreated');
        }
        if (place.tenants.some((one) => one.deletedAt !== undefined)) seen.add('vanished');
        if (place.findings.some((one) => one.fixedAt !== undefined && one.fixedAt > START)) seen.add('fixed');
      }
    }
    expect([...seen].toSorted()).toEqual(
      [
        'appeared',
        'aws DISABLED',
        'aws ENABLED',
        'customer DISABLED',
        'customer ENABLED',
        'customer REINSTATED',
        'fixed',
        'recreated',
        'vanished',
      ].toSorted(),
    );
  });

  it('stays worth looking at: after days most senders are well, and some are not', () => {
    const { world, advance } = live('busy');
    for (let hour = 0; hour < 48; hour++) advance(3600);
    const all = [...world.places.values()].flatMap((place) => [...place.byArn.values()]);
    const stopped = all.filter((one) => aggregateOf(one.state, world.switches) === 'DISABLED').length;
    expect(all.length).toBeGreaterThan(100);
    expect(all.length).toBeLessThan(400);
    expect(stopped).toBeGreaterThan(5);
    expect(stopped).toBeLessThan(all.length / 5);
  });

  it('off stands still; a pace can be changed', () => {
    const { world, life, advance } = live('off');
    const before = JSON.stringify([...world.places.values()].map((place) => place.tenants));
    advance(86_400);
    expect(JSON.stringify([...world.places.values()].map((place) => place.tenants))).toBe(before);
    life.setPace('calm');
    advance(3600);
    expect(JSON.stringify([...world.places.values()].map((place) => place.tenants))).not.toBe(before);
  });

  it('keeps oddities odd', () => {
    const { world, advance } = live('busy');
    const odd = (): string =>
      JSON.stringify([...world.places.values()].flatMap((place) => place.tenants.filter((one) => one.isOdd)));
    const before = odd();
    advance(7200);
    expect(odd()).toBe(before);
  });
});
