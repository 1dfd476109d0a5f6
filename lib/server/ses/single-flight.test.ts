import { describe, expect, it } from 'vitest';
import { createSingleFlight, type FlightPlan } from './single-flight.ts';

interface Start {
  plan: FlightPlan;
  resolve: (value: string) => void;
  reject: (error: Error) => void;
}

function airport() {
  let now = 0;
  const starts: Start[] = [];
  const flights = createSingleFlight<string>({ now: () => now, after: () => () => {} });
  const start = (plan: FlightPlan) =>
    new Promise<string>((resolve, reject) => {
      plan.signal.addEventListener('abort', () => reject(plan.signal.reason as Error));
      starts.push({ plan, resolve, reject });
    });
  const join = (key: string, lane: 'act' | 'open-entity' | 'full-sweep' = 'open-entity', signal?: AbortSignal) => {
    const joined = flights.join(key, { lane, signal }, start);
    joined.catch(() => {});
    return joined;
  };
  return { flights, starts, join, pass: (milliseconds: number) => (now += milliseconds) };
}

describe('createSingleFlight', () => {
  it('asks once for all who ask at the same time, and again afterwards', async () => {
    const { starts, join } = airport();
    const callers = [join('a'), join('a'), join('b'), join('a')];
    expect(starts).toHaveLength(2);
    starts[0]!.resolve('A');
    starts[1]!.resolve('B');
    expect(await Promise.all(callers)).toEqual(['A', 'A', 'B', 'A']);
    void join('a');
    expect(starts).toHaveLength(3);
  });

  it('keeps no failure: those who waited hear it, the next caller asks anew', async () => {
    const { starts, join } = airport();
    const [one, other] = [join('a'), join('a')];
    starts[0]!.reject(new Error('broken'));
    await expect(one).rejects.toThrow('broken');
    await expect(other).rejects.toThrow('broken');
    const next = join('a');
    starts[1]!.resolve('fine');
    expect(await next).toBe('fine');
  });

  it('lets one caller leave alone, and ends the flight when all have left', async () => {
    const { starts, join } = airport();
    const [first, second] = [new AbortController(), new AbortController()];
    const one = join('a', 'open-entity', first.signal);
    const other = join('a', 'open-entity', second.signal);
    first.abort(new Error('gone'));
    await expect(one).rejects.toThrow('gone');
    expect(starts[0]!.plan.signal.aborted).toBe(false);
    second.abort(new Error('gone too'));
    await expect(other).rejects.toThrow('gone too');
    expect(starts[0]!.plan.signal.aborted).toBe(true);
    void join('a');
    expect(starts).toHaveLength(2);
  });

  it('lifts a waiting flight to the highest lane that joins it, and never lowers it', () => {
    const { starts, join } = airport();
    void join('a', 'full-sweep');
    expect(starts[0]!.plan.urgency.lane()).toBe('full-sweep');
    void join('a', 'act');
    void join('a', 'open-entity');
    expect(starts).toHaveLength(1);
    expect(starts[0]!.plan.urgency.lane()).toBe('act');
  });

  it('does not pin later callers to a slow flight', async () => {
    const { starts, join, pass } = airport();
    const early = join('a');
    pass(60_000);
    void join('a');
    // It still waits for budget: that is not slow.
    expect(starts).toHaveLength(1);
    starts[0]!.plan.left();
    pass(1_500);
    void join('a');
    expect(starts).toHaveLength(1);
    pass(1_000);
    const late = join('a');
    expect(starts).toHaveLength(2);
    starts[1]!.resolve('quick');
    expect(await late).toBe('quick');
    starts[0]!.resolve('slow');
    expect(await early).toBe('slow');
  });

  it('is not shared across a write once its request has left', () => {
    const { starts, join, flights } = airport();
    void join('a');
    flights.forget('a');
    void join('a');
    expect(starts).toHaveLength(1);
    starts[0]!.plan.left();
    flights.forget('a');
    void join('a');
    expect(starts).toHaveLength(2);
  });

  it('takes no caller whose signal has already ended', async () => {
    const { starts, join } = airport();
    await expect(join('a', 'act', AbortSignal.abort(new Error('late')))).rejects.toThrow('late');
    expect(starts).toHaveLength(0);
  });
});
