import type { ClockMode } from './clock.ts';
import type { Switches } from './switches.ts';

export const LIVES = ['off', 'calm', 'busy', 'demo'] as const;
export type Life = (typeof LIVES)[number];

export interface SimulatorOptions {
  /** 0 takes a free port. */
  port: number;
  seed: number;
  /** How many tenants over all Regions. */
  tenants: number;
  clock: ClockMode;
  /** Where the clock starts, epoch milliseconds. */
  startAt: number;
  life: Life;
  /** Days of past before the start, with the stories the demo tells; 0: none, and no stories. */
  past: number;
  /** Requests a second for each account and Region; 0 is no limit. */
  rate: number;
  /** CreateTenant refuses more than this in one Region. */
  tenantLimit: number;
  switches: Partial<Switches>;
}

export const defaultOptions = (): SimulatorOptions => ({
  port: 0,
  seed: 7,
  tenants: 400,
  clock: 'real',
  startAt: Date.now(),
  life: 'off',
  past: 0,
  rate: 0,
  tenantLimit: 300_000,
  switches: {},
});
