import 'server-only';
import { createBackOff } from './back-off.ts';
import { chooseWaiter, type Waiter } from './choose-waiter.ts';
import type { BudgetReport, Lane } from './gateway.ts';
import { createPace } from './pace.ts';
import type { Ticker } from './ticker.ts';
import { isBackground, LANES, type Urgency } from './urgency.ts';

export interface BudgetOptions {
  ratePerSecond: number;
  /** The most of the rate that background lanes may use, 0 to 1. */
  share: number;
  ticker: Ticker;
  /** Part of each interval that is left unused, so that a request delayed on its way does not meet the next one. */
  headroom?: number;
  /** Spreads the retries of several servers; between 0 and 1. */
  random?: () => number;
  /** Called when other traffic starts to crowd the background out. */
  onCrowded?: () => void;
}

/** The scheduler of one account and Region: every SES request of ours passes it, whichever connection sends it. */
export interface Budget {
  /**
   * Resolves with the moment of the grant when the request may leave. Never lost: it ends in a grant, or rejects with
   * the signal's reason.
   */
  acquire(urgency: Urgency, signal: AbortSignal): Promise<number>;
  /** SES throttled a request that was granted at this moment. */
  throttled(grantedAt: number): void;
  report(): BudgetReport;
}

/** Two of our own requests closer than this may have met at SES's door; the quota is documented as one a second. */
const OWN_WINDOW_MS = 1_100;
const SMALLEST_SHARE = 0.01;
const SMALLEST_BACKGROUND = 1 / 16;
/** A person waits this many requests before a lane below counts as equal. */
const AGE_INTERVALS = 10;

export function createBudget(options: BudgetOptions): Budget {
  const { ratePerSecond, ticker, headroom = 0, random = Math.random } = options;
  const share = Math.min(1, Math.max(SMALLEST_SHARE, options.share));
  // One at a time at SES's documented rate; timers are too coarse for that at hundreds a second.
  const burst = Math.max(1, Math.ceil(ratePerSecond / 50));
  const all = createPace(burst);
  const background = createPace(Math.max(1, Math.floor(burst * share)));
  const allLeft = createBackOff(Math.min(1, 1 / ratePerSecond));
  const backgroundLeft = createBackOff(SMALLEST_BACKGROUND);
  const waiting: Waiter[] = [];
  let sent: number[] = [];
  let foreign: number[] = [];
  let filteredRun = 0;
  let cancelTimer: (() => void) | null = null;

  const interval = (now: number) => (1000 * (1 + headroom)) / (ratePerSecond * allLeft.factor(now));
  const backgroundInterval = (now: number) => interval(now) / (share * backgroundLeft.factor(now));

  function pump(): void {
    cancelTimer?.();
    cancelTimer = null;
    for (;;) {
      const now = ticker.now();
      const chosen =
        all.readyAt() <= now
          ? chooseWaiter(waiting, {
              ageMs: AGE_INTERVALS * interval(now),
              backgroundReady: background.readyAt() <= now,
              filteredRun,
            })
          : undefined;
      if (!chosen) break;
      send(chosen, now);
    }
    if (waiting.length === 0) return;
    const person = waiting.some((waiter) => !isBackground(waiter.urgency.lane()));
    const next = person ? all.readyAt() : Math.max(all.readyAt(), background.readyAt());
    cancelTimer = ticker.after(Math.max(1, next - ticker.now()), pump);
  }

  function send(waiter: Waiter, now: number): void {
    const lane = waiter.urgency.lane();
    waiting.splice(waiting.indexOf(waiter), 1);
    all.take(now, interval(now));
    if (isBackground(lane)) {
      background.take(now, backgroundInterval(now));
      filteredRun = lane === 'full-sweep' ? 0 : filteredRun + 1;
    }
    sent = sent.filter((at) => at > now - 60_000);
    sent.push(now);
    waiter.grant();
  }

  return {
    acquire: (urgency, signal) =>
      new Promise((resolve, reject) => {
        if (signal.aborted) return reject(signal.reason as Error);
        const leave = () => {
          signal.removeEventListener('abort', abort);
          unlisten();
        };
        const waiter: Waiter = {
          urgency,
          since: ticker.now(),
          grant: () => {
            leave();
            resolve(ticker.now());
          },
        };
        const abort = () => {
          leave();
          waiting.splice(waiting.indexOf(waiter), 1);
          reject(signal.reason as Error);
          pump();
        };
        const unlisten = urgency.onRaise(pump);
        signal.addEventListener('abort', abort);
        waiting.push(waiter);
        pump();
      }),
    throttled: (grantedAt) => {
      const now = ticker.now();
      const own = sent.filter((at) => at > grantedAt - OWN_WINDOW_MS && at <= grantedAt).length;
      if (own > 1) {
        allLeft.hit(now);
      } else {
        const wasFree = backgroundLeft.factor(now) === 1;
        foreign = foreign.filter((at) => at > now - 60_000);
        foreign.push(now);
        backgroundLeft.hit(now);
        background.holdUntil(now + backgroundInterval(now));
        if (wasFree) options.onCrowded?.();
      }
      // Out of step with a tool that asks at fixed times.
      all.holdUntil(now + interval(now) * (1 + random()));
      pump();
    },
    report: () => {
      const now = ticker.now();
      const lastMinute = (moments: number[]) => moments.filter((at) => at > now - 60_000).length;
      const count = (lane: Lane) => waiting.filter((waiter) => waiter.urgency.lane() === lane).length;
      return {
        ratePerSecond,
        share,
        usedLastMinute: lastMinute(sent),
        foreignThrottlesLastMinute: lastMinute(foreign),
        backgroundFactor: backgroundLeft.factor(now),
        waiting: Object.fromEntries(LANES.map((lane) => [lane, count(lane)])) as Record<Lane, number>,
      };
    },
  };
}
