/** One thing AWS does not document, with every answer it could have. */
interface Switch {
  question: string;
  values: readonly (string | number)[];
  default: string | number;
}

/**
 * The open questions about SES, each with all its possible answers. A product that works on the simulator must work
 * under every value: nobody has settled them on a real account. Numeric switches list the values tests should try;
 * any non-negative integer is taken.
 */
export const SWITCHES = {
  policyPauseRecord: {
    question:
      'Which record does an automatic pause by the reputation policy change? If the SES record: does an update of the ' +
      'customer record to REINSTATED or ENABLED lift it (aws-lifted), or only the end of the findings (aws)?',
    values: ['customer', 'aws', 'aws-lifted'],
    default: 'customer',
  },
  policyPauseCause: {
    question: 'What is the cause text of an automatic pause?',
    values: ['sentence', 'finding', 'null', 'absent', 'manual'],
    default: 'sentence',
  },
  policyPauseLagSeconds: {
    question: 'Does the policy pause a sender at once, or some time after the finding opened?',
    values: [0, 60],
    default: 0,
  },
  reinstatedAggregate: {
    question: 'What is the aggregate when the customer record is REINSTATED and the SES record ENABLED?',
    values: ['REINSTATED', 'ENABLED'],
    default: 'REINSTATED',
  },
  enableWithFindings: {
    question: 'What does an update to ENABLED do while findings are open?',
    values: ['enabled', 'reinstated', 're-paused'],
    default: 'enabled',
  },
  freshCustomerRecord: {
    question: 'Does a tenant that nobody ever updated have a CustomerManagedStatus?',
    values: ['present', 'absent'],
    default: 'present',
  },
  reinstatedReturns: {
    question: 'How does REINSTATED return to ENABLED when the last open finding is resolved?',
    values: ['at-once', 'after-an-hour', 'never'],
    default: 'at-once',
  },
  reinstatedAwsRecord: {
    question: 'Can the SES record say REINSTATED when Trust & Safety lifts its stop?',
    values: ['ENABLED', 'REINSTATED'],
    default: 'ENABLED',
  },
  pageSizeDefault: {
    question: 'How many rows does a page have when PageSize is absent?',
    values: [100, 10, 1000],
    default: 100,
  },
  pageSizeMax: {
    question: 'What is the largest PageSize of the lists other than ListRecommendations?',
    values: [1000, 100, 10],
    default: 1000,
  },
  pageSizeOverMax: {
    question: 'What happens to a PageSize over the maximum?',
    values: ['refused', 'capped'],
    default: 'refused',
  },
  filterAnd: {
    question: 'Are several filter keys of ListReputationEntities combined by AND?',
    values: ['and', 'or', 'first-only', 'refused'],
    default: 'and',
  },
  rateScope: {
    question: 'Is the rate of one request a second for each operation or for all together?',
    values: ['shared', 'per-operation'],
    default: 'shared',
  },
  throttleError: {
    question: 'Which error is a throttle: 429 TooManyRequestsException or 400 ThrottlingException?',
    values: ['too-many-requests', 'throttling', 'mixed'],
    default: 'too-many-requests',
  },
  metricListSeparator: {
    question: 'What separates several values in a metric dimension?',
    values: ['comma', 'semicolon', 'space', 'one-only'],
    default: 'comma',
  },
  updateUnknownArn: {
    question: 'What does an update of an unknown ARN answer? Neither update models NotFoundException.',
    values: ['bad-request', 'not-found', 'empty-200'],
    default: 'bad-request',
  },
  tenantSendingStatus: {
    question: 'Is the SendingStatus of a tenant the aggregate, or only the customer record?',
    values: ['aggregate', 'customer', 'absent'],
    default: 'aggregate',
  },
  listLagSeconds: {
    question: 'How far do lists lag behind Get?',
    values: [0, 10],
    default: 0,
  },
  pageTokenLifeSeconds: {
    question: 'How long does a page token live? 0 is for ever.',
    values: [0, 60],
    default: 0,
  },
  vanishedEntity: {
    question: 'What does GetReputationEntity answer for a deleted tenant?',
    values: ['not-found', 'bad-request', 'default-entity'],
    default: 'not-found',
  },
  tenantRegions: {
    question: 'Which Regions lack tenants? A Region without them answers like this.',
    values: ['empty', 'bad-request', 'access-denied'],
    default: 'empty',
  },
  returnToEnabledEvent: {
    question: 'Does a Sending Status Enabled event fire when REINSTATED returns to ENABLED by itself?',
    values: ['fires', 'silent'],
    default: 'fires',
  },
  resolvedEventName: {
    question: 'Is the event of a finding that ended called Resolved or, as older guides say, Closed?',
    values: ['Resolved', 'Closed'],
    default: 'Resolved',
  },
  resolvedEventPayload: {
    question: 'Does the event of a finding that ended carry its description?',
    values: ['description', 'absent'],
    default: 'description',
  },
  signatureError: {
    question: 'Which error is a wrong signature?',
    values: ['SignatureDoesNotMatch', 'InvalidSignatureException'],
    default: 'SignatureDoesNotMatch',
  },
  clockSkewError: {
    question: 'Which error is a request signed too long ago?',
    values: ['InvalidSignatureException', 'SignatureDoesNotMatch', 'RequestExpired'],
    default: 'InvalidSignatureException',
  },
  errorTypeForm: {
    question: 'How is an error named: in header and body, in one of them, or with a namespace or address around it?',
    values: ['both', 'header', 'body', 'decorated'],
    default: 'both',
  },
} as const satisfies Record<string, Switch>;

export type SwitchName = keyof typeof SWITCHES;
type Value<N extends SwitchName> = (typeof SWITCHES)[N]['values'][number];
export type Switches = { [N in SwitchName]: Value<N> extends number ? number : Value<N> };

/** Every switch at its default, with the given ones set. Throws on an unknown name or value. */
export function readSwitches(given: Record<string, unknown>, base?: Switches): Switches {
  const result: Record<string, string | number> = { ...(base ?? defaults()) };
  for (const [name, value] of Object.entries(given)) {
    if (!Object.hasOwn(SWITCHES, name)) {
      throw new Error(`No switch ${name}; the switches are ${Object.keys(SWITCHES).join(', ')}`);
    }
    result[name] = readValue(name, SWITCHES[name as SwitchName], value);
  }
  return result as Switches;
}

function readValue(name: string, known: Switch, value: unknown): string | number {
  if (typeof known.default === 'number') {
    const number = Number(value);
    if (Number.isInteger(number) && number >= 0) return number;
    throw new Error(`Switch ${name} takes a non-negative integer, not ${String(value)}`);
  }
  if (typeof value === 'string' && known.values.includes(value)) return value;
  throw new Error(`Switch ${name} takes ${known.values.join(', ')}, not ${String(value)}`);
}

const defaults = (): Record<string, string | number> =>
  Object.fromEntries(Object.entries(SWITCHES).map(([name, one]) => [name, one.default]));
