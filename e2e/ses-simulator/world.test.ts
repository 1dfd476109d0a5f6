import { describe, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { defaultOptions } from './options.ts';
import { aggregateOf } from './world/aggregate.ts';
import { openFindings } from './world/change-entity.ts';
import { createWorld } from './world/create-world.ts';
import { SIBLINGS, WELL_KNOWN } from './world/names.ts';
import type { World } from './world/world.ts';

const START = Date.parse('2026-11-23T08:00:00Z');
const make = (tenants: number, seed = 7): World =>
  createWorld({ ...defaultOptions(), tenants, seed }, createClock('frozen', START));
const digest = (world: World): string =>
  JSON.stringify([...world.places.values()].map((place) => [place.tenants, place.findings]));
const places = (world: World) => [...world.places.values()];

describe('a world', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(digest(make(300))).toBe(digest(make(300)));
    expect(digest(make(300))).not.toBe(digest(make(300, 8)));
  });

  it.each([12, 60, 250, 5000])('of %i has exactly that many tenants, each name once in its Region', (size) => {
    const world = make(size);
    expect(places(world).reduce((sum, place) => sum + place.tenants.length, 0)).toBe(size);
    for (const place of places(world)) {
      expect(place.byName.size).toBe(place.tenants.length);
      expect(place.byArn.size).toBe(place.tenants.length);
    }
  });

  it('has two accounts, three Regions, the well-known senders and siblings', () => {
    const [home, ...others] = places(make(60));
    expect([home, ...others].map((place) => `${place?.account} ${place?.region}`)).toEqual([
      '111122223333 us-east-1',
      '111122223333 eu-west-1',
      '444455556666 ap-southeast-2',
    ]);
    for (const name of WELL_KNOWN) expect(home?.byName.has(name), name).toBe(true);
    for (const place of others) for (const name of SIBLINGS) expect(place.byName.has(name), name).toBe(true);
  });

  it('names tenants as SES lets them be named', () => {
    const names = places(make(5000)).flatMap((place) => [...place.byName.keys()]);
    expect(names.filter((name) => !/^[A-Za-z0-9_-]{1,64}$/.test(name))).toEqual([]);
    expect(names.some((name) => name.length === 64)).toBe(true);
  });

  it('is mostly well, with some of every trouble', () => {
    const world = make(5000);
    const counts: Record<string, number> = {};
    for (const tenant of places(world).flatMap((place) => place.tenants)) {
      const status = aggregateOf(tenant.state, world.switches) ?? 'absent';
      counts[status] = (counts[status] ?? 0) + 1;
      if (tenant.state.customer?.status === 'DISABLED' && tenant.state.aws?.status === 'DISABLED') {
        counts['both'] = (counts['both'] ?? 0) + 1;
      }
    }
    expect(counts['ENABLED']).toBeGreaterThan(4600);
    expect(counts['DISABLED']).toBeGreaterThan(80);
    expect(counts['REINSTATED']).toBeGreaterThan(20);
    expect(counts['both']).toBeGreaterThan(2);
  });

  it('is consistent: impact follows from open findings, times lie in the past and in order', () => {
    const world = make(5000);
    for (const place of places(world)) {
      for (const tenant of place.tenants.filter((one) => !one.isOdd)) {
        const impacts = openFindings(place, tenant.arn).map((one) => one.impact);
        expect(tenant.state.impact, tenant.name).toBe(impacts.includes('HIGH') ? 'HIGH' : impacts[0]);
        for (const record of [tenant.state.customer, tenant.state.aws]) {
          expect(record?.updatedAt).toBeGreaterThanOrEqual(tenant.createdAt);
          expect(record?.updatedAt).toBeLessThanOrEqual(START);
        }
      }
      for (const finding of place.findings) {
        expect(finding.createdAt).toBeGreaterThan(START - 91 * 86_400_000);
        expect(finding.updatedAt).toBeLessThanOrEqual(START);
        expect(finding.status).toBe(finding.fixedAt === undefined ? 'OPEN' : 'FIXED');
        expect(finding.fixedAt ?? Infinity).toBeGreaterThan(finding.createdAt);
      }
    }
  });
});
