import 'server-only';
import type { GetReputationEntityCommand } from '@aws-sdk/client-sesv2';
import type { SesOperation } from '../../domain/ses-operations.ts';
import type { Clock } from '../context.ts';
import { hasCode, isStandingError, StandingError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Budget } from './budget.ts';
import { type AnyCommand, captureAnswer, UnreadableAnswer } from './capture-answer.ts';
import { networkCode } from './describe-network.ts';
import type { Answer } from './gateway.ts';
import type { Deadlines, SesClient } from './ses-client.ts';
import { translateError } from './translate-error.ts';
import { isBackground, type Urgency } from './urgency.ts';
import { withDeadline } from './with-deadline.ts';

export interface Call {
  operation: SesOperation;
  /** Made anew for each attempt: an SDK command carries its middleware. */
  command: () => AnyCommand;
  urgency: Urgency;
  signal?: AbortSignal;
  /** Id of the operator who writes; a call without one is a read. */
  operator?: string;
  /** Called when the request leaves. */
  left?: () => void;
}

/** What a call needs of its connection, looked up when it leaves: credentials and account may change while it waits. */
export interface Line {
  region: string;
  deadlines: Deadlines;
  clock: Clock;
  log: Log;
  budget(): Budget;
  /**
   * The client to send by. Where a role is assumed, each operator's writes go by a session of its own, so that CloudTrail
   * names them (`RoleSessionName`); keys cannot say who used them.
   */
  client(operator?: string): SesClient;
  /** Aborted, with one of our own errors, when the connection closes. */
  closed: AbortSignal;
  /** SES refused the credentials. */
  refused(error: StandingError): void;
}

/**
 * One request within the budget, with its deadline, asked again where that is safe: where SES refused it without looking
 * at it (a throttle, a wrong clock), and once where a kept-alive connection broke under a read.
 * @returns the JSON object of the answer; empty after a write.
 * @throws StandingError with a `ses-…` code.
 */
export async function callSes(line: Line, call: Call): Promise<Answer<Record<string, unknown>>> {
  const signal = call.signal ? AbortSignal.any([call.signal, line.closed]) : line.closed;
  for (let attempt = 1; ; attempt += 1) {
    const grantedAt = await acquire(line, call, signal);
    try {
      return await send(line, call, signal);
    } catch (error) {
      if (!isStandingError(error)) throw error;
      line.log.debug({ operation: call.operation, lane: call.urgency.lane(), attempt, err: error }, 'SES call failed');
      if (hasCode(error, 'ses-clock-skew')) line.log.warn({ err: error }, "This server's clock is wrong");
      if (hasCode(error, 'ses-throttled')) line.budget().throttled(grantedAt);
      if (hasCode(error, 'ses-credentials-expired', 'ses-credentials-invalid')) line.refused(error);
      if (signal.aborted || attempt >= attemptsFor(error, call)) throw error;
    }
  }
}

function attemptsFor(error: StandingError, call: Call): number {
  if (error.code === 'ses-throttled') {
    // A write that comes late can undo what somebody else did in between, so its caller looks again instead.
    if (call.operator !== undefined) return 3;
    return isBackground(call.urgency.lane()) ? 2 : 6;
  }
  // The refusal taught the SDK the difference; it signs the next request by AWS's time.
  if (error.code === 'ses-clock-skew') return 2;
  const broke = ['ECONNRESET', 'EPIPE'].includes(networkCode(error.details.cause) ?? '');
  return broke && call.operator === undefined ? 2 : 1;
}

async function acquire(line: Line, call: Call, signal: AbortSignal): Promise<number> {
  try {
    return await line.budget().acquire(call.urgency, signal);
  } catch (error) {
    throw givenUp(error);
  }
}

async function send(line: Line, call: Call, given: AbortSignal): Promise<Answer<Record<string, unknown>>> {
  const client = line.client(call.operator);
  const release = client.hold();
  const command = call.command();
  const beganAt = line.clock.now();
  const { signal, expired, end } = withDeadline(given, line.deadlines.requestMilliseconds);
  const captured = captureAnswer(command, signal);
  call.left?.();
  try {
    const sent = client.ses.send(command as GetReputationEntityCommand, { abortSignal: signal });
    await Promise.race([
      sent,
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    ]);
    if (captured.body === null && call.operator === undefined) throw new UnreadableAnswer('empty');
    return { value: captured.body ?? {}, beganAt, endedAt: line.clock.now(), awsRequestId: captured.awsRequestId };
  } catch (error) {
    const write = call.operator !== undefined;
    if (given.aborted) throw write ? inDoubt(given.reason) : givenUp(given.reason);
    const { operation } = call;
    const reason: unknown = expired() ? signal.reason : error;
    throw translateError(reason, { operation, write, region: line.region, captured, now: line.clock.now() });
  } finally {
    end();
    release();
  }
}

/** The caller's own signal ended the call; its reason stays where it is one of ours, such as `shutting-down`. */
export function givenUp(reason: unknown): StandingError {
  if (isStandingError(reason)) return reason;
  const late = (reason as { name?: string } | null)?.name === 'TimeoutError';
  return new StandingError(
    'ses-unreachable',
    late
      ? 'SES did not answer in the time given to this request.'
      : 'The request to SES was given up before an answer came.',
    { cause: reason },
  );
}

/** A write was given up, or its connection closed, after it had left. */
function inDoubt(reason: unknown): StandingError {
  return new StandingError(
    'ses-unreachable',
    'The write was given up before SES answered. Whether it arrived is not known; the next read will tell.',
    { cause: reason },
  );
}
