import type { Random } from '../random.ts';

const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
]; // prettier-ignore

const PROVIDERS = ['Outlook.com', 'Yahoo Mail', 'Gmail', 'Orange', 'GMX'] as const;
const BLOCKLISTS = ['Spamhaus SBL', 'Spamhaus CSS', 'SpamCop', 'Barracuda BRBL'] as const;

/**
 * AWS's text of a finding. The bounce text is the documented one; complaint follows its form; the other two are
 * invented, since AWS publishes none.
 */
export function describeFinding(random: Random, type: string, impact: string, at: number): string {
  const start = at - random.integer(45, 26 * 60) * 60_000;
  const span = `from ${dateText(start)} to ${dateText(at)}`;
  const volume = random.integer(180, 48_000);
  const high = impact === 'HIGH';
  switch (type) {
    case 'BOUNCE':
      return `The bounce rate exceeded ${high ? '15.0' : '10.0'}% based on a representative volume of ${volume} emails ${span}.`;
    case 'COMPLAINT':
      return `The complaint rate exceeded ${high ? '1.0' : '0.5'}% based on a representative volume of ${volume} emails ${span}.`;
    case 'FEEDBACK_3P':
      return `${random.pick(PROVIDERS)} reported ${high ? 'a high' : 'an elevated'} rate of unwanted mail ${span}.`;
    case 'IP_LISTING':
      return `A sending IP address used by this tenant was listed on ${random.pick(BLOCKLISTS)} on ${dateText(at)}.`;
    default:
      return `A ${type} finding was recorded on ${dateText(at)}.`;
  }
}

/** `July 11, 2025 at 14:41 (UTC)` */
function dateText(time: number): string {
  const date = new Date(time);
  const clock = date.toISOString().slice(11, 16);
  return `${MONTHS[date.getUTCMonth()]} ${date.getUTCDate()}, ${date.getUTCFullYear()} at ${clock} (UTC)`;
}
