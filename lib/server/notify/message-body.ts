import 'server-only';
import { pages } from '../../domain/paths.ts';

/** One sender that was stopped, or whose impact became high. */
export interface Transition {
  arn: string;
  name: string;
  account: string;
  region: string;
  track: string;
  cause: string | null;
  origin: string;
  /** Epoch ms. */
  seenAt: number;
}

const MOST_LISTED = 20;
const MOST_NAMED = 3;

/** The sentence of a message: how many, and the first of them by name. */
export function summaryOf(transitions: readonly Transition[]): string {
  const stopped = new Set(transitions.filter(({ track }) => track === 'aggregate').map(({ arn }) => arn));
  const high = new Set(
    transitions.filter(({ arn, track }) => track === 'impact' && !stopped.has(arn)).map(({ arn }) => arn),
  );
  const words = [
    stopped.size === 0 ? null : `${namesOf(transitions, stopped)} cannot send any more`,
    high.size === 0 ? null : `${namesOf(transitions, high)} ${high.size === 1 ? 'has' : 'have'} a high-impact finding`,
  ];
  return `${words.filter((word) => word !== null).join('; ')}.`;
}

function namesOf(transitions: readonly Transition[], arns: ReadonlySet<string>): string {
  const names = [...arns].slice(0, MOST_NAMED).map((arn) => {
    const one = transitions.find((transition) => transition.arn === arn);
    return one === undefined ? arn : `${one.name} (${one.region})`;
  });
  const more = arns.size - names.length;
  return more === 0 ? names.join(', ') : `${names.join(', ')} and ${more} more`;
}

/**
 * The body: `text` is what chats show of a webhook; `data` is for programs. Where to look is a link and not a copy, for by
 * the time somebody reads it things may stand otherwise.
 */
export function bodyOf(transitions: readonly Transition[], at: number, baseUrl: string): string {
  const text = summaryOf(transitions);
  const arns = [...new Set(transitions.map(({ arn }) => arn))];
  const only = arns.length === 1 ? arns[0] : undefined;
  const url = baseUrl + (only === undefined ? pages.triage() : pages.entity(only));
  return JSON.stringify({
    type: 'senders.stopped',
    timestamp: new Date(at).toISOString(),
    text: `${text} ${url}`,
    data: {
      count: arns.length,
      url,
      senders: transitions.slice(0, MOST_LISTED).map((one) => ({
        arn: one.arn,
        name: one.name,
        account: one.account,
        region: one.region,
        became: one.track === 'aggregate' ? 'DISABLED' : 'HIGH',
        cause: one.cause,
        origin: one.origin,
        seenAt: new Date(one.seenAt).toISOString(),
        url: baseUrl + pages.entity(one.arn),
      })),
    },
  });
}

export function testBody(at: number, baseUrl: string): string {
  const text = `This is a test of Standing’s webhook. ${baseUrl}${pages.overview()}`;
  return JSON.stringify({ type: 'test', timestamp: new Date(at).toISOString(), text, data: { url: baseUrl } });
}
