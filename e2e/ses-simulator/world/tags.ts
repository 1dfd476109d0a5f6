import type { Random } from '../random.ts';

type Tags = readonly { Key: string; Value: string }[];

/** A few sets that tenants share, so that a hundred thousand of them cost nothing. */
const SETS: readonly Tags[] = ['starter', 'growth', 'enterprise'].flatMap((plan) =>
  ['blue', 'green'].map((cell) => [
    { Key: 'plan', Value: plan },
    { Key: 'cell', Value: cell },
  ]),
);

export const tagsOf = (random: Random): Tags => random.pick(SETS);
