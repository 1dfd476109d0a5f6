import * as z from 'zod/mini';
import { MOST_ITEMS } from './act-names.ts';
import { isoTimeSchema } from './wire.ts';

const words = z.string().check(z.trim(), z.maxLength(300), z.regex(/^\P{Cc}*$/u, 'takes no control characters'));
const count = z.int('takes a whole number').check(z.minimum(0), z.maximum(MOST_ITEMS));

export const freezeWindowSchema = z
  .object({
    name: words.check(z.minLength(1, 'takes a name, such as what is going on then')),
    from: isoTimeSchema,
    to: isoTimeSchema,
    /** `weekly`: the same hours of every week from then on. */
    repeats: z.enum(['never', 'weekly'], 'takes never or weekly'),
  })
  .check(
    z.refine((window) => Date.parse(window.to) > Date.parse(window.from), {
      path: ['to'],
      error: 'takes a time after the start',
    }),
    z.refine((window) => window.repeats === 'never' || Date.parse(window.to) - Date.parse(window.from) < WEEK_MS, {
      path: ['to'],
      error: 'takes less than a week where it repeats weekly',
    }),
  );
export type FreezeWindow = z.infer<typeof freezeWindowSchema>;

/** What keeps acts from doing harm. Standing's own rules; SES knows none of them. */
export const guardRailsSchema = z.object({
  /** No act at all, whoever asks; null: off. The text says why. */
  readOnly: z.nullable(words),
  /** From more senders than this on, their number must be typed; null: never. */
  typedAbove: z.nullable(count),
  /** From more senders than this on, a second person must approve; null: never. */
  approvalAbove: z.nullable(count),
  approvalHours: z.int().check(z.minimum(1, 'takes 1 to 168 hours'), z.maximum(168, 'takes 1 to 168 hours')),
  freezes: z.array(freezeWindowSchema).check(z.maxLength(50)),
  /** After a lift did not hold, no other lift for so long; 0: off. */
  coolDownMinutes: z.int().check(z.minimum(0), z.maximum(10_080, 'takes at most a week: 10080 minutes')),
});
export type GuardRails = z.infer<typeof guardRailsSchema>;

export const NO_GUARD_RAILS: GuardRails = {
  readOnly: null,
  typedAbove: 10,
  approvalAbove: null,
  approvalHours: 24,
  freezes: [],
  coolDownMinutes: 0,
};

const WEEK_MS = 7 * 86_400_000;

/** The window that is on at this moment, and when it ends (epoch ms); null: none. */
export function freezeAt(freezes: readonly FreezeWindow[], now: number): { name: string; until: number } | null {
  for (const { name, from, to, repeats } of freezes) {
    const start = Date.parse(from);
    if (now < start) continue;
    const began = repeats === 'weekly' ? now - ((now - start) % WEEK_MS) : start;
    const until = began + Date.parse(to) - start;
    if (now < until) return { name, until };
  }
  return null;
}

export interface GuardVerdict {
  refusal: { code: 'read-only' | 'frozen'; reason: string } | null;
  typed: string | null;
  approval: boolean;
}

/** What the rails say to an act on so many senders, now. What concerns one sender alone is in lib/domain/entity-can.ts. */
export function guardOf(rails: GuardRails, senders: number, now: number): GuardVerdict {
  const { typedAbove, approvalAbove } = rails;
  return {
    refusal: heldOf(rails, now),
    typed: typedAbove !== null && senders > typedAbove ? String(senders) : null,
    approval: approvalAbove !== null && senders > approvalAbove,
  };
}

/** Why no act may run now; null: acts may. */
export function heldOf(rails: Pick<GuardRails, 'readOnly' | 'freezes'>, now: number): GuardVerdict['refusal'] {
  if (rails.readOnly !== null) {
    const why = rails.readOnly === '' ? '' : ` (${rails.readOnly})`;
    const reason = `Standing only reads now${why}. An administrator can lift that in the guard rails.`;
    return { code: 'read-only', reason };
  }
  const freeze = freezeAt(rails.freezes, now);
  if (freeze === null) return null;
  const until = new Date(freeze.until).toISOString().slice(0, 16).replace('T', ' ');
  const reason = `Acts are frozen until ${until} UTC (${freeze.name}). Wait, or have an administrator change the window.`;
  return { code: 'frozen', reason };
}

/** Kept by the operators: what to say in a hurry. */
export const reasonTemplatesSchema = z.object({
  items: z.array(words.check(z.minLength(1, 'takes a text'))).check(z.maxLength(30, 'takes at most 30 templates')),
});
export type ReasonTemplates = z.infer<typeof reasonTemplatesSchema>;

export const FIRST_TEMPLATES: readonly string[] = [
  'Cause fixed: the list was cleaned and the sender confirmed it',
  'Paused by policy; reviewed with the sender, safe to lift',
  'Complaint spike under investigation',
  'Bounce rate too high: stopped until the list is cleaned',
  'Asked for by the customer, ticket ',
];

/** `GET /api/guard-rails`: the rails, and whether acts may run at this moment. */
export const guardRailsStateSchema = z.object({
  rails: guardRailsSchema,
  held: z.nullable(z.object({ code: z.string(), reason: z.string() })),
});
export type GuardRailsState = z.infer<typeof guardRailsStateSchema>;
