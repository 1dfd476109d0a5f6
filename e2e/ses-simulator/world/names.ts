import type { Random } from '../random.ts';

/** The demo's protagonist: the sender to keep open while something happens. */
export const PROTAGONIST = 'northwind-traders';

/** Senders the demo plays on, first in us-east-1. */
export const WELL_KNOWN = [
  PROTAGONIST,
  'acme-receipts',
  'globex-newsletter',
  'initech-alerts',
  'umbrella-health-reminders',
  'hooli-digest',
] as const;

/** Names that also exist in the other Regions, so that they have siblings. */
export const SIBLINGS = [PROTAGONIST, 'acme-receipts', 'contoso-billing', 'globex-newsletter'] as const;

const FIRST = [
  'harbor', 'lumen', 'cedar', 'atlas', 'copper', 'meadow', 'polar', 'quartz', 'saffron', 'tidal', 'violet', 'willow',
  'amber', 'birch', 'cobalt', 'delta', 'ember', 'fable', 'granite', 'hazel', 'indigo', 'juniper', 'kestrel', 'lantern',
  'maple', 'nimbus', 'onyx', 'pepper', 'raven', 'sierra', 'topaz', 'umber', 'vector', 'wander', 'zephyr', 'brisk',
]; // prettier-ignore
const SECOND = [
  'freight', 'dental', 'outfitters', 'analytics', 'bakery', 'insurance', 'logistics', 'media', 'travel', 'fitness',
  'energy', 'clinic', 'learning', 'realty', 'foods', 'robotics', 'books', 'events', 'hotels', 'garage', 'optics',
  'seeds', 'studio', 'telecom', 'legal', 'wines', 'cycles', 'pharmacy', 'games', 'credit',
]; // prettier-ignore
const STREAM = [
  '',
  '',
  '-receipts',
  '-newsletter',
  '-alerts',
  '-billing',
  '-onboarding',
  '-marketing',
  '-eu',
  '-prod',
] as const;

/** A company-like tenant name; with its number where the plain one is taken. */
export function tenantName(random: Random, isTaken: (name: string) => boolean, number: number): string {
  const base = `${random.pick(FIRST)}-${random.pick(SECOND)}${random.pick(STREAM)}`;
  return isTaken(base) ? `${base}-${number.toString(36)}` : base;
}
