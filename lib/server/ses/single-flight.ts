import 'server-only';
import type { Lane } from './gateway.ts';
import type { Ticker } from './ticker.ts';
import { createUrgency, type Urgency } from './urgency.ts';

/** One read that several callers wait for. */
interface Flight<T> {
  result: Promise<T>;
  urgency: Urgency;
  controller: AbortController;
  callers: number;
  /** When its request left; null while it still waits for budget. */
  leftAt(): number | null;
}

export interface FlightPlan {
  urgency: Urgency;
  /** Aborted when the last caller has left. */
  signal: AbortSignal;
  /** To be called when the request leaves. */
  left(): void;
}

export interface SingleFlight<T> {
  /**
   * Joins the flight for this key, or starts one. The caller's own signal ends its own wait only; a caller of a higher
   * lane lifts the flight. Failures reach those who waited and nobody else.
   */
  join(key: string, options: { lane: Lane; signal?: AbortSignal }, start: (plan: FlightPlan) => Promise<T>): Promise<T>;
  /** Later callers start anew: what is in the air may have left before a write. */
  forget(key: string): void;
}

/** A request older than this is slow: who comes later does not wait for it. */
const SLOW_MS = 2_000;

export function createSingleFlight<T>(ticker: Ticker): SingleFlight<T> {
  const flights = new Map<string, Flight<T>>();

  function open(key: string, lane: Lane, start: (plan: FlightPlan) => Promise<T>): Flight<T> {
    const controller = new AbortController();
    const urgency = createUrgency(lane);
    let leftAt: number | null = null;
    const left = () => void (leftAt ??= ticker.now());
    const result = start({ urgency, signal: controller.signal, left }).finally(() => {
      if (flights.get(key) === flight) flights.delete(key);
    });
    // Its callers hear of a failure; a flight that all of them have left fails unheard.
    result.catch(() => {});
    const flight: Flight<T> = { urgency, controller, callers: 0, leftAt: () => leftAt, result };
    flights.set(key, flight);
    return flight;
  }

  return {
    join: (key, { lane, signal }, start) => {
      if (signal?.aborted) return Promise.reject(signal.reason as Error);
      const known = flights.get(key);
      const slow = known !== undefined && ticker.now() - (known.leftAt() ?? Infinity) > SLOW_MS;
      const flight = known && !slow ? known : open(key, lane, start);
      flight.callers += 1;
      flight.urgency.raise(lane);
      return new Promise<T>((resolve, reject) => {
        const abort = () => {
          leave();
          reject(signal?.reason as Error);
          if (flight.callers > 0) return;
          if (flights.get(key) === flight) flights.delete(key);
          flight.controller.abort(signal?.reason);
        };
        const leave = () => {
          flight.callers -= 1;
          signal?.removeEventListener('abort', abort);
        };
        signal?.addEventListener('abort', abort);
        const arrive = (deliver: () => void) => {
          if (signal?.aborted) return;
          leave();
          deliver();
        };
        flight.result.then(
          (value) => arrive(() => resolve(value)),
          (error: unknown) => arrive(() => reject(error)),
        );
      });
    },
    forget: (key) => {
      if (flights.get(key)?.leftAt() != null) flights.delete(key);
    },
  };
}
