/** What changes show together that none of them shows alone; worst first. */
export const PATTERN_KINDS = [
  'aggregate-does-not-follow',
  'account-not-healthy',
  'flapping',
  'relapse',
  'policy-weakened',
  'resource-detached',
] as const;
export type PatternKind = (typeof PATTERN_KINDS)[number];

/** As a heading and a filter say it. */
export const PATTERN_LABEL: Record<PatternKind, string> = {
  'aggregate-does-not-follow': 'Status does not follow from its records',
  'account-not-healthy': 'Account not healthy behind it',
  relapse: 'Relapse',
  flapping: 'Flapping',
  'policy-weakened': 'Policy weakened around a stop',
  'resource-detached': 'Resource detached around a stop',
};
