import { HIDDEN_ACCOUNT, HIDDEN_NAME, type Named, nameHider } from './hide-names.ts';
import { IMPACTS, REPUTATION_FINDING_TYPES, SENDING_STATUSES } from './vocabulary.ts';

/** SES's own words in values; whatever else stands there is somebody's text. */
const KNOWN_VALUES = new Set<string>([
  ...SENDING_STATUSES,
  ...IMPACTS,
  ...REPUTATION_FINDING_TYPES,
  'OPEN',
  'FIXED',
  'present',
  'deleted',
]);

/** A policy of AWS's own names no account. */
const AWS_POLICY = /^arn:aws[a-z-]*:ses:[a-z0-9-]{0,40}:aws:reputation-policy\/(standard|strict|none)$/;

/** How the words of one sender go out to whoever holds a link. */
export interface ShareWords {
  name: string;
  account: string;
  /** A cause, a description, a sentence of evidence. */
  text(value: string): string;
  /** A status, an impact, a policy: known words as they are. */
  value(value: string | null): string | null;
  track(track: string): string;
}

export function shareWords(named: Named, hideNames: boolean): ShareWords {
  const text = hideNames ? nameHider(named) : (value: string) => value;
  const value = (raw: string) => (KNOWN_VALUES.has(raw) || AWS_POLICY.test(raw) ? raw : text(raw));
  return {
    name: hideNames ? HIDDEN_NAME : named.name,
    account: hideNames ? HIDDEN_ACCOUNT : named.account,
    text,
    value: (raw) => (raw === null ? null : value(raw)),
    track: (track) => (track.startsWith('finding:') ? `finding:${value(track.slice('finding:'.length))}` : track),
  };
}
