import type { Switches } from '../switches.ts';

/** The one cause text AWS documents, from its event sample. */
export const MANUAL_CAUSE = 'Status manually updated.';

/** Cause of a record that SES set back by itself once nothing was open. Invented: AWS publishes none. */
export const RESOLVED_CAUSE = 'All active reputation findings are resolved.';

/** Cause when Trust & Safety lifts its stop. Invented. */
export const LIFTED_CAUSE = 'Reinstated after review by Amazon SES.';

/** Cause of a Trust & Safety stop. Invented: AWS publishes none. */
export const ENFORCEMENT_CAUSES = [
  'Sending was paused by Amazon SES because of serious reputation issues. See the case in Support Center.',
  'Amazon SES Trust & Safety paused this tenant after reports of phishing content.',
  'Sending paused: mail from this tenant hit spam traps maintained by anti-abuse organisations.',
] as const;

/** Cause of an automatic pause by policy, as the switch has it; `undefined` leaves the member out. */
export function policyPauseCause(switches: Switches, type: string, finding: string): string | null | undefined {
  switch (switches.policyPauseCause) {
    case 'sentence':
      return `Sending was automatically paused by the reputation policy because of a ${FINDING_WORDS[type] ?? type} finding.`;
    case 'finding':
      return finding;
    case 'manual':
      return MANUAL_CAUSE;
    case 'null':
      return null;
    case 'absent':
      return undefined;
  }
}

const FINDING_WORDS: Record<string, string> = {
  BOUNCE: 'bounce rate',
  COMPLAINT: 'complaint rate',
  FEEDBACK_3P: 'third-party feedback',
  IP_LISTING: 'blocklist',
};
