import type { AccountFacts, Reading, ResourceFacts } from './explain-input.ts';
import type { Explanation } from './explanation.ts';
import { quoteRaw } from './quote-raw.ts';

type OtherStop = Explanation['otherStops'][number];

/** What besides reputation can stop its mail, each as last read. `unchecked` is never "fine". */
export function otherStopsOf({ input }: Reading): OtherStop[] {
  return [...accountStops(input.accountFacts), ...resourceStops(input.resources, input.resourcesUnread)];
}

const unchecked = (what: string, detail: string): OtherStop => ({ what, state: 'unchecked', detail, readAt: null });

function accountStops(facts: AccountFacts | null): OtherStop[] {
  const names = ['Account sending', 'Account enforcement', 'Sandbox', 'Daily quota'] as const;
  if (facts === null) return names.map((what) => unchecked(what, 'Not read yet; each full sweep reads it once.'));
  const { readAt } = facts;
  return [
    { what: names[0], readAt, ...sendingState(facts.sendingEnabled) },
    { what: names[1], readAt, ...enforcementState(facts.enforcementStatus) },
    { what: names[2], readAt, ...sandboxState(facts.productionAccessEnabled) },
    { what: names[3], readAt, ...quotaState(facts) },
  ];
}

type State = Pick<OtherStop, 'state' | 'detail'>;
const notReported: State = { state: 'unknown', detail: 'SES did not report it.' };

function sendingState(enabled: boolean | null): State {
  if (enabled === null) return notReported;
  return enabled
    ? { state: 'clear', detail: 'Sending is on for the account in this Region.' }
    : { state: 'stops', detail: 'Sending is off for the whole account in this Region.' };
}

/** Source: GetAccount, EnforcementStatus: HEALTHY, PROBATION (under review), SHUTDOWN (paused); an open string. */
function enforcementState(status: string | null): State {
  switch (status) {
    case null:
    case '':
      return notReported;
    case 'HEALTHY':
      return { state: 'clear', detail: 'The account is healthy.' };
    case 'PROBATION':
      return { state: 'may-stop', detail: 'The account is under review (PROBATION).' };
    case 'SHUTDOWN':
      return { state: 'stops', detail: 'SES paused the account’s sending (SHUTDOWN).' };
    default:
      return { state: 'unknown', detail: `SES reports ${quoteRaw(status)}, a word Standing does not know.` };
  }
}

function sandboxState(productionAccess: boolean | null): State {
  if (productionAccess === null) return notReported;
  return productionAccess
    ? { state: 'clear', detail: 'The account has production access.' }
    : { state: 'may-stop', detail: 'The account is in the sandbox: only verified recipients receive mail.' };
}

function quotaState({ max24HourSend, sentLast24Hours }: AccountFacts): State {
  if (max24HourSend === null || sentLast24Hours === null) return notReported;
  if (max24HourSend < 0) return { state: 'clear', detail: 'The account has no daily limit.' };
  const used = `${count(sentLast24Hours)} of ${count(max24HourSend)} mails sent in 24 hours, by all senders of the account.`;
  if (sentLast24Hours >= max24HourSend) return { state: 'stops', detail: used };
  return { state: sentLast24Hours >= 0.9 * max24HourSend ? 'may-stop' : 'clear', detail: used };
}

const count = (value: number) => Math.round(value).toLocaleString('en-US');

function resourceStops(facts: ResourceFacts | null, why: string | null): OtherStop[] {
  const names = ['Resources', 'Identities', 'Configuration sets'] as const;
  if (facts === null) {
    const detail =
      why === null ? 'Not read yet; looking at its resources, or a refresh, reads it.' : `Not read. ${why}`;
    return names.map((what) => unchecked(what, detail));
  }
  const { readAt, identities, configurationSets } = facts;
  const missing = [
    ...(identities.length === 0 ? ['identity'] : []),
    ...(configurationSets.length === 0 ? ['configuration set'] : []),
  ];
  const associated: State =
    missing.length === 0
      ? {
          state: 'clear',
          detail: `Associated: ${counted(identities.length, 'identity', 'identities')} and ${counted(configurationSets.length, 'configuration set', 'configuration sets')}.`,
        }
      : { state: 'stops', detail: `No ${missing.join(' and no ')} is associated; a tenant needs one of each to send.` };
  return [
    { what: names[0], readAt, ...associated },
    {
      what: names[1],
      readAt,
      ...eachState(
        identities.map((item) => [item.name, item.verifiedForSending]),
        'verified for sending',
      ),
    },
    {
      what: names[2],
      readAt,
      ...eachState(
        configurationSets.map((item) => [item.name, item.sendingEnabled]),
        'sending',
      ),
    },
  ];
}

const counted = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** All of them good: clear. None: stops. Some: may stop. Any unread: unknown, unless a bad one is known. */
function eachState(items: readonly (readonly [string, boolean | null])[], good: string): State {
  if (items.length === 0) return { state: 'unknown', detail: 'None is associated.' };
  const bad = items.filter(([, ok]) => ok === false);
  const unread = items.filter(([, ok]) => ok === null);
  if (bad.length > 0) {
    const names = bad.slice(0, 3).map(([name]) => quoteRaw(name));
    const more = bad.length > 3 ? ` and ${bad.length - 3} more` : '';
    return {
      state: bad.length === items.length ? 'stops' : 'may-stop',
      detail: `Not ${good}: ${names.join(', ')}${more}.`,
    };
  }
  if (unread.length > 0) return { state: 'unknown', detail: `${unread.length} of ${items.length} not read.` };
  return {
    state: 'clear',
    detail: items.length === 1 ? `The one associated is ${good}.` : `All ${items.length} are ${good}.`,
  };
}
