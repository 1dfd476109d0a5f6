import type { StatusRecord } from './entity.ts';
import { type ExplainInput, type Reading, contradictsItself } from './explain-input.ts';
import { verdictOf } from './explain-verdict.ts';
import type { SentencePart } from './explanation-parts.ts';
import { sayStatus } from './quote-raw.ts';

/** The verdict as parts. Every form names the sender, its Region and its account. */
export function verdictParts(reading: Reading): SentencePart[] {
  const { input } = reading;
  const who = `${input.name} (${input.region}, ${input.account})`;
  const parts = deletedParts(reading, who) ?? livingParts(reading, who);
  if (input.asOf === null) return parts;
  return ['As of ', { time: input.asOf, form: 'moment', atLeast: false }, ': ', ...parts];
}

function deletedParts({ input }: Reading, who: string): SentencePart[] | null {
  if (input.deletedAt === null) return null;
  return [
    `${who} is no longer known to SES. It was found missing `,
    { time: input.deletedAt, form: 'ago', atLeast: false },
    `; the last status seen was ${sayStatus(input.sendingStatusAggregate)}.`,
  ];
}

function livingParts(reading: Reading, who: string): SentencePart[] {
  const { input } = reading;
  if (contradictsItself(reading)) {
    return [
      `What SES reports for ${who} contradicts itself: the aggregate says ${sayStatus(input.sendingStatusAggregate)}, ` +
        `but ${disabledRecords(reading)} DISABLED. Whether its mail flows is not known.`,
    ];
  }
  switch (verdictOf(reading)) {
    case 'cannot-send':
      return cannotSendParts(reading, who);
    case 'allowed-under-watch':
      return [
        `Reputation does not stop ${who}: it was reinstated`,
        ...reinstatedTime(reading),
        'so it is allowed despite findings, and new ones may still pause it.',
      ];
    case 'not-stopped':
      return [`Reputation does not stop ${who}: SES reports it ENABLED.`];
    case 'unknown':
      return [unknownSentence(reading, who)];
  }
}

/** " 3 h ago, ", or ", " where SES gives no time. The run of the aggregate says nothing where only the record moved. */
function reinstatedTime({ aggregate, input }: Reading): SentencePart[] {
  if (aggregate === 'REINSTATED') return [' ', sinceOf(input, input.customerManagedStatus), ', '];
  const time = input.customerManagedStatus?.lastUpdatedAt;
  return time == null ? [', '] : [' ', { time, form: 'ago', atLeast: true }, ', '];
}

/**
 * When the present run began. A record that was updated after the run began may have joined it later or been written
 * again; "at or before" its own time is true either way.
 */
function sinceOf(input: ExplainInput, record: StatusRecord | null): SentencePart {
  const updated = record?.lastUpdatedAt ?? null;
  const later = updated !== null && Date.parse(updated) > Date.parse(input.since.at);
  return { time: later ? updated : input.since.at, form: 'ago', atLeast: later || input.since.atLeast };
}

function cannotSendParts(reading: Reading, who: string): SentencePart[] {
  const { input } = reading;
  const since: SentencePart = { time: input.since.at, form: 'ago', atLeast: input.since.atLeast };
  const byCustomer = reading.customer === 'DISABLED';
  if (reading.aws === 'DISABLED' && byCustomer) {
    return [
      `${who} cannot send. It was disabled `,
      since,
      ', and both records stop it: SES’s own, which this API cannot lift (AWS documents a Support case as the way), ' +
        'and the customer-managed one, which would still stop it afterwards.',
    ];
  }
  if (reading.aws === 'DISABLED') {
    return [
      `${who} cannot send. SES disabled it `,
      sinceOf(input, input.awsSesManagedStatus),
      '; this API cannot lift it, AWS documents a Support case as the way.',
    ];
  }
  if (byCustomer) {
    const end =
      reading.aws === 'unknown'
        ? '; SES’s own record has a value Standing does not know, so whether you can lift it is not known.'
        : '; you can lift it.';
    return [
      `${who} cannot send. Its customer-managed record was set to DISABLED `,
      sinceOf(input, input.customerManagedStatus),
      end,
    ];
  }
  return [`${who} cannot send. SES reports it DISABLED, seen `, since, ', and neither record says why.'];
}

function unknownSentence(reading: Reading, who: string): string {
  const { aggregate, input } = reading;
  const why =
    aggregate === 'absent'
      ? `SES reports no aggregate sending status for ${who}`
      : `SES reports the sending status ${sayStatus(input.sendingStatusAggregate)} for ${who}, a word Standing does not know`;
  const records = disabledRecords(reading);
  if (records === '') return `${why}, so whether it may send is not known.`;
  return `${why}; ${records} DISABLED, which SES documents as stopping its mail.`;
}

function disabledRecords({ customer, aws }: Reading): string {
  if (customer === 'DISABLED' && aws === 'DISABLED') return 'both records say';
  if (aws === 'DISABLED') return 'the SES-managed record says';
  return customer === 'DISABLED' ? 'the customer-managed record says' : '';
}
