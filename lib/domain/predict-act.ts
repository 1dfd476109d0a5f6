import type { ActName } from './act-names.ts';
import { describePolicy } from './describe-policy.ts';
import { type SendingStatusClass, classifySendingStatus } from './vocabulary.ts';

/** What one act likely does to one sender. `documented`: SES says so; else it is our inference, and is shown as one. */
export interface Prediction {
  /** The aggregate SES likely answers afterwards; null: not known. */
  aggregate: 'ENABLED' | 'REINSTATED' | 'DISABLED' | null;
  mail: 'flows' | 'stops' | 'stays-stopped' | 'stays-as-it-is' | 'unknown';
  documented: boolean;
}

export interface PredictionInput {
  sendingStatusAggregate: string | null;
  awsSesStatus: string | null;
  /** Open findings; null: not known. */
  openFindings: number | null;
}

/**
 * The aggregate after an act. DISABLED in either record makes it DISABLED (documented); REINSTATED with an SES record
 * that permits is REINSTATED by inference; ENABLED with open findings is not documented either way.
 * Source: https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ReputationEntity.html
 */
export function predictAct(act: ActName, input: PredictionInput): Prediction {
  const aws = classifySendingStatus(input.awsSesStatus);
  if (act === 'set-policy') {
    const now = classifySendingStatus(input.sendingStatusAggregate);
    const aggregate = now === 'absent' || now === 'unknown' ? null : now;
    return { aggregate, mail: 'stays-as-it-is', documented: false };
  }
  if (act === 'disable') {
    const stopped = classifySendingStatus(input.sendingStatusAggregate) === 'DISABLED';
    return { aggregate: 'DISABLED', mail: stopped ? 'stays-stopped' : 'stops', documented: true };
  }
  if (aws === 'DISABLED') return { aggregate: 'DISABLED', mail: 'stays-stopped', documented: true };
  return lifted(act, aws, input.openFindings);
}

function lifted(act: 'enable' | 'reinstate', aws: SendingStatusClass, openFindings: number | null): Prediction {
  // A record that is absent or of an unknown word is taken as not blocking, which SES does not document.
  const permits = aws === 'ENABLED' || aws === 'REINSTATED';
  if (act === 'reinstate') return { aggregate: 'REINSTATED', mail: 'flows', documented: false };
  if (openFindings === 0) return { aggregate: 'ENABLED', mail: 'flows', documented: permits };
  return { aggregate: null, mail: 'unknown', documented: false };
}

/** One thing to know before or after an act. `documented: false` is shown as *not documented by SES*. */
export interface Expectation {
  text: string;
  documented: boolean;
}

/** What to expect next, in the order it matters. @param policy its ARN, for a single sender; null: several. */
export function expectAfter(act: ActName, open: number | null, policy: string | null): Expectation[] {
  const several = open === null ? 'Findings are not known' : open === 0 ? 'No finding is open' : null;
  switch (act) {
    case 'disable':
      return [
        {
          text: 'No mail leaves SES until the customer-managed record is lifted again; SES refuses sends.',
          documented: true,
        },
        { text: 'Findings stay open, and their rates are judged on what was sent before.', documented: false },
      ];
    case 'reinstate':
      return [
        {
          text: 'Mail flows although findings are open: SES sets those aside. New violations may pause it again.',
          documented: true,
        },
        { text: 'When the last open finding ends it returns to ENABLED by itself, likely.', documented: false },
      ];
    case 'enable':
      return several === 'No finding is open'
        ? [{ text: `${several}; mail flows. A new finding may pause it again, as its policy says.`, documented: true }]
        : [
            {
              text: `${several ?? 'Findings are open'}: whether ENABLED stays, becomes REINSTATED or is paused again is not documented by SES. Each is told apart afterwards.`,
              documented: false,
            },
          ];
    case 'set-policy':
      return [
        {
          text: `The sending status stays as it is.${policy === null ? '' : ` Now: ${describePolicy(policy)}.`}`,
          documented: true,
        },
        {
          text: 'Whether SES applies the new policy to findings that are open already is not documented.',
          documented: false,
        },
      ];
  }
}
