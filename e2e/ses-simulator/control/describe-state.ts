import type { Simulator } from '../simulator.ts';
import { aggregateOf } from '../world/aggregate.ts';
import { PROTAGONIST, WELL_KNOWN } from '../world/names.ts';

/** What the simulator is doing: options, clock, switches, faults, and counts by status of each place. */
export function describeState(simulator: Simulator): object {
  const { world, clock } = simulator;
  const first = world.places.values().next().value;
  return {
    seed: world.seed,
    life: simulator.life.pace(),
    requestsPerSecond: simulator.requestsPerSecond,
    clock: { now: clock.now(), mode: clock.mode() },
    switches: world.switches,
    faults: simulator.faults.list(),
    protagonist: first?.byName.get(PROTAGONIST)?.arn ?? null,
    wellKnown: WELL_KNOWN.map((name) => first?.byName.get(name)?.arn).filter((arn) => arn !== undefined),
    places: [...world.places.values()].map((place) => {
      const statuses: Record<string, number> = {};
      for (const tenant of place.byArn.values()) {
        const status = tenant.bare ? 'absent' : (aggregateOf(tenant.state, world.switches) ?? 'absent');
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
      return {
        account: place.account,
        region: place.region,
        tenants: place.byArn.size,
        statuses,
        findings: place.findings.length,
      };
    }),
  };
}
