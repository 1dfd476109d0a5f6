import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Budget, createBudget } from './budget.ts';
import type { Lane } from './gateway.ts';
import type { Ticker } from './ticker.ts';
import { createUrgency, LANES } from './urgency.ts';

/** A ticker whose time passes only in `advance`, which also lets promises settle between timers. */
function fakeTicker() {
  let now = 0;
  const timers = new Set<{ at: number; run: () => void }>();
  const ticker: Ticker = {
    now: () => now,
    after: (milliseconds, run) => {
      const timer = { at: now + Math.max(0, milliseconds), run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  const settle = async () => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  async function advance(milliseconds: number): Promise<void> {
    const end = now + milliseconds;
    await settle();
    for (;;) {
      const next = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      timers.delete(next);
      now = next.at;
      next.run();
      await settle();
    }
    now = end;
  }
  return { ticker, advance, pending: () => timers.size };
}

interface Grant {
  lane: Lane;
  at: number;
}

function bench(options: { ratePerSecond?: number; share?: number; onCrowded?: () => void } = {}) {
  const { ticker, advance, pending } = fakeTicker();
  const budget = createBudget({ ratePerSecond: 1, share: 0.5, ticker, random: () => 0, ...options });
  const grants: Grant[] = [];
  const ask = (lane: Lane, signal = new AbortController().signal) => {
    const urgency = createUrgency(lane);
    const granted = budget.acquire(urgency, signal).then((at) => grants.push({ lane: urgency.lane(), at }));
    granted.catch(() => {});
    return { granted, urgency };
  };
  /** A caller that asks again as soon as it was served, as a sweep does. */
  const sweep = async (lane: Lane, until: number): Promise<void> => {
    while (ticker.now() < until) await ask(lane).granted;
  };
  return { budget, grants, ask, sweep, advance, ticker, pending };
}

const count = (grants: Grant[], ...lanes: Lane[]) => grants.filter(({ lane }) => lanes.includes(lane)).length;

describe('rate', () => {
  it('never exceeds the rate over any stretch, nor the share for the background, and loses nobody', async () => {
    const lane = fc.constantFrom(...LANES);
    const arrival = fc.record({ lane, wait: fc.nat(3000), throttled: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.array(arrival, { maxLength: 40 }),
        fc.constantFrom(0.5, 1, 4, 120),
        fc.constantFrom(0.25, 0.5, 1),
        async (arrivals, ratePerSecond, share) => {
          const { ask, advance, grants, budget, pending } = bench({ ratePerSecond, share });
          for (const { lane, wait, throttled } of arrivals) {
            const { granted } = ask(lane);
            if (throttled) void granted.then(() => budget.throttled(grants.at(-1)?.at ?? 0));
            await advance(wait);
          }
          // Throttled sixteenfold at half the rate, forty waiters need this long at worst.
          await advance((40 * 16 * 16 * 1000) / (Math.min(1, ratePerSecond) * share));
          expect(grants).toHaveLength(arrivals.length);
          expect(pending()).toBe(0);
          const burst = Math.max(1, Math.ceil(ratePerSecond / 50));
          const backgroundBurst = Math.max(1, Math.floor(burst * share));
          const background = grants.filter(({ lane }) => lane === 'filtered-lists' || lane === 'full-sweep');
          expectWithin(grants, burst, ratePerSecond);
          expectWithin(background, backgroundBurst, ratePerSecond * share);
        },
      ),
      { numRuns: 60 },
    );
  });

  function expectWithin(grants: Grant[], burst: number, perSecond: number): void {
    for (let from = 0; from < grants.length; from += 1) {
      for (let to = from; to < grants.length; to += 1) {
        const elapsed = (grants[to]?.at ?? 0) - (grants[from]?.at ?? 0);
        expect(to - from + 1).toBeLessThanOrEqual(burst + (elapsed / 1000) * perSecond + 1e-6);
      }
    }
  }

  it('gives the whole rate to persons and only the share to the background', async () => {
    const alone = bench({ share: 0.5 });
    void alone.sweep('full-sweep', 60_000);
    await alone.advance(60_000);
    expect(count(alone.grants, 'full-sweep')).toBe(31);

    const busy = bench({ share: 0.5 });
    void busy.sweep('act', 60_000);
    await busy.advance(59_999);
    expect(count(busy.grants, 'act')).toBe(60);
  });
});

describe('lanes', () => {
  it('serves in the order of the lanes, whatever the order of arrival', async () => {
    const { ask, advance, grants } = bench({ share: 1 });
    ask('act');
    for (const lane of [...LANES].reverse()) ask(lane);
    await advance(5000);
    expect(grants.map(({ lane }) => lane)).toEqual(['act', ...LANES]);
    expect(grants.map(({ at }) => at)).toEqual([0, 1000, 2000, 3000, 4000, 5000]);
  });

  it('lets nobody starve: a sweep passes a person who never stops', async () => {
    const { sweep, ask, advance, grants } = bench({ share: 0.5 });
    void sweep('act', 200_000);
    ask('full-sweep');
    ask('open-entity');
    await advance(100_000);
    expect(count(grants, 'full-sweep')).toBe(1);
    expect(grants.find(({ lane }) => lane === 'open-entity')?.at).toBeLessThanOrEqual(11_000);
    expect(grants.find(({ lane }) => lane === 'full-sweep')?.at).toBeLessThanOrEqual(32_000);
  });

  it.each([0.3, 0.5, 1])('keeps a third of the share %d for the full sweep', async (share) => {
    const { sweep, advance, grants } = bench({ share });
    void sweep('filtered-lists', 300_000);
    void sweep('filtered-lists', 300_000);
    void sweep('full-sweep', 300_000);
    await advance(300_000);
    const full = count(grants, 'full-sweep');
    expect(full).toBeGreaterThanOrEqual(Math.floor(grants.length / 3));
    expect(full).toBeLessThanOrEqual(Math.ceil(grants.length / 3));
  });

  it('lifts a waiting request when somebody more urgent joins it', async () => {
    const { ask, advance, grants } = bench({ share: 0.1 });
    ask('full-sweep');
    const { urgency } = ask('full-sweep');
    await advance(1500);
    expect(grants).toHaveLength(1);
    urgency.raise('open-entity');
    await advance(0);
    expect(grants).toEqual([
      { lane: 'full-sweep', at: 0 },
      { lane: 'open-entity', at: 1500 },
    ]);
    urgency.raise('full-sweep');
    expect(urgency.lane()).toBe('open-entity');
  });
});

describe('signals', () => {
  it('lets a waiter go, with its reason, and costs the others nothing', async () => {
    const { ask, advance, grants, budget, pending } = bench();
    const controller = new AbortController();
    ask('act');
    const { granted } = ask('act', controller.signal);
    ask('open-entity');
    controller.abort(new Error('left'));
    await expect(granted).rejects.toThrow('left');
    expect(budget.report().waiting.act).toBe(0);
    await advance(1000);
    expect(grants.map(({ lane }) => lane)).toEqual(['act', 'open-entity']);
    expect(pending()).toBe(0);
    await expect(ask('act', AbortSignal.abort(new Error('before'))).granted).rejects.toThrow('before');
  });
});

describe('throttles', () => {
  const throttle = (budget: Budget, at: number) => budget.throttled(at);

  it('takes a throttle that our own count does not explain as other traffic: the background yields first', async () => {
    let crowded = 0;
    const { ask, sweep, advance, grants, budget, ticker } = bench({ onCrowded: () => void (crowded += 1) });
    ask('full-sweep');
    await advance(0);
    throttle(budget, 0);
    expect(budget.report()).toMatchObject({ foreignThrottlesLastMinute: 1, backgroundFactor: 0.5 });
    throttle(budget, 0);
    expect(budget.report()).toMatchObject({ foreignThrottlesLastMinute: 2, backgroundFactor: 0.25 });
    expect(crowded).toBe(1);
    void sweep('full-sweep', 10_000_000);
    void sweep('act', 60_000);
    await advance(60_000);
    expect(count(grants, 'act')).toBeGreaterThan(45);
    expect(count(grants, 'full-sweep')).toBeLessThan(25);
    await advance(60_000);
    expect(budget.report().foreignThrottlesLastMinute).toBe(0);
    expect(budget.report().backgroundFactor).toBe(1);
    const before = grants.length;
    const from = ticker.now();
    await advance(60_000);
    expect(grants.length - before).toBeGreaterThanOrEqual(Math.floor((ticker.now() - from) / 2000));
  });

  it('never stops the background altogether', async () => {
    const { sweep, advance, grants, budget, ticker } = bench();
    void sweep('full-sweep', 10_000_000);
    for (let minute = 0; minute < 30; minute += 1) {
      throttle(budget, ticker.now() - 5000);
      await advance(60_000);
    }
    expect(budget.report().backgroundFactor).toBeGreaterThanOrEqual(1 / 16);
    expect(grants.length).toBeGreaterThan(30);
  });

  it('does not blame others for two requests of ours that came close', async () => {
    const { ask, advance, budget, grants } = bench();
    ask('act');
    ask('act');
    await advance(1000);
    throttle(budget, 1000);
    expect(budget.report()).toMatchObject({ foreignThrottlesLastMinute: 0, backgroundFactor: 1 });
    ask('act');
    await advance(1000);
    expect(grants.map(({ at }) => at)).toEqual([0, 1000, 2000]);
  });

  it('slows down to the documented quota where a higher rate was configured', async () => {
    const { sweep, advance, grants, budget, ticker } = bench({ ratePerSecond: 10 });
    void sweep('act', 20_000);
    for (let second = 0; second < 10; second += 1) {
      await advance(1000);
      throttle(budget, ticker.now());
    }
    const before = grants.length;
    await advance(1000);
    expect(grants.length - before).toBeLessThanOrEqual(3);
    expect(budget.report().foreignThrottlesLastMinute).toBeLessThanOrEqual(10);
  });
});
