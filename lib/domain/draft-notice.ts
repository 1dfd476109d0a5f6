import { classifySendingStatus, type Standing } from './vocabulary.ts';

export interface NoticeInput {
  name: string;
  /** What operators call it, where they do. */
  customer: string | null;
  region: string;
  standing: Standing;
  since: { at: string; atLeast: boolean };
  /** Of the record that blocks; verbatim. */
  cause: string | null;
  /** The SES-managed record's raw status. */
  awsSesStatus: string | null;
  /** Open findings: AWS's own text, where it gives one. */
  findings: readonly { type: string | null; description: string | null }[];
}

const FINDING_WORDS: Record<string, string> = {
  BOUNCE: 'too many of its messages came back as undeliverable (bounces)',
  COMPLAINT: 'too many recipients marked its messages as spam (complaints)',
  FEEDBACK_3P: 'mailbox providers reported problems with its messages',
  IP_LISTING: 'an address it sends from is on a blocklist',
};

const moment = (iso: string) => `${iso.slice(0, 16).replace('T', ' ')} UTC`;

/**
 * A notice to the sender's owner in plain words, to be read over and sent by hand. It says what SES reports and nothing
 * beyond: a cause that SES does not give is not guessed at, and what cannot be promised is not.
 */
export function draftNotice(input: NoticeInput): string {
  const { name, customer, region, since, cause, findings } = input;
  return [
    `Subject: ${subjectOf(input)}: ${name}`,
    '',
    `Hello${customer === null ? '' : ` ${customer}`},`,
    '',
    `${stateOf(input)} (sender ${name}, ${region}), ${since.atLeast ? 'at least since' : 'since'} ${moment(since.at)}.`,
    '',
    cause === null
      ? 'Amazon SES gives no cause with this status.'
      : `The cause recorded with this status reads: “${cause}”`,
    ...(findings.length > 0 ? ['', 'Amazon SES reports as open:', ...findings.map(findingLine)] : []),
    '',
    'What we need from you:',
    '- what was sent in the days before, to whom, and where the addresses came from;',
    '- what you have changed so that it does not happen again.',
    '',
    nextOf(input),
    '',
    '[your name]',
    '',
  ].join('\n');
}

function subjectOf({ standing }: NoticeInput): string {
  if (standing.startsWith('disabled')) return 'Your sending through Amazon SES is paused';
  return standing === 'reinstated' ? 'Your sending is allowed again, under watch' : 'Your sending needs attention';
}

function stateOf({ standing, awsSesStatus }: NoticeInput): string {
  if (standing.startsWith('disabled')) {
    return classifySendingStatus(awsSesStatus) === 'DISABLED'
      ? 'Amazon SES itself has disabled your sending'
      : 'Your sending through Amazon SES is disabled';
  }
  if (standing === 'reinstated')
    return 'Your sending through Amazon SES is reinstated: allowed although findings are open';
  return standing === 'enabled'
    ? 'Your sending through Amazon SES is enabled'
    : 'Amazon SES does not report a sending status that we know';
}

function findingLine({ type, description }: NoticeInput['findings'][number]): string {
  const words = FINDING_WORDS[type ?? ''] ?? `a finding of the type ${type ?? 'not reported'}`;
  return description === null ? `- ${words}` : `- ${words}. In its own words: “${description}”`;
}

function nextOf({ standing, awsSesStatus }: NoticeInput): string {
  if (standing.startsWith('disabled')) {
    return classifySendingStatus(awsSesStatus) === 'DISABLED'
      ? 'We cannot lift this ourselves; AWS decides about it. We will take your answer to AWS, and cannot say how long that takes.'
      : 'We will look at your answer before we allow sending again.';
  }
  return 'If nothing changes, sending may be paused.';
}
