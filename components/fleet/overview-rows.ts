import type { BreakdownRow } from '@/components/fleet/breakdown.tsx';
import { IMPACT_MARKS, POLICY_WORDS } from '@/components/shell/standing-marks.ts';
import type { Place } from '@/components/shell/place-filter.tsx';
import type { Overview } from '@/lib/domain/overview.ts';
import { pages } from '@/lib/domain/paths.ts';
import { classifyImpact } from '@/lib/domain/vocabulary.ts';

const IMPACT_ORDER = ['HIGH', 'LOW'];

const known = (counts: Record<string, number>, order: readonly string[]) => [
  ...order.filter((word) => word in counts),
  ...Object.keys(counts)
    .filter((word) => !order.includes(word))
    .sort(),
];

/** `none` is the absent impact; any other word SES may send is counted under its own name. */
export function impactRows({ byImpact }: Overview, place: Place): BreakdownRow[] {
  return known(byImpact, IMPACT_ORDER).map((word) => {
    const kind = classifyImpact(word);
    const label = word === 'none' ? IMPACT_MARKS.absent.word : kind === 'unknown' ? word : IMPACT_MARKS[kind].word;
    const value = word === 'none' ? 'none' : kind === 'unknown' ? 'other' : word;
    return { key: word, label, count: byImpact[word] ?? 0, href: pages.entities({ impact: value, ...place }) };
  });
}

const POLICY_ORDER = ['standard', 'strict', 'none'] as const;

export function policyRows({ byPolicy }: Overview, place: Place): BreakdownRow[] {
  return known(byPolicy, POLICY_ORDER).map((name) => {
    const own = POLICY_ORDER.find((policy) => policy === name);
    const label = own ? POLICY_WORDS[own].word : name === 'none reported' ? POLICY_WORDS.absent.word : name;
    return { key: name, label, count: byPolicy[name] ?? 0, href: pages.entities({ policy: own ?? 'other', ...place }) };
  });
}

export function regionRows({ byRegion }: Overview, place: Place): BreakdownRow[] {
  return byRegion.map(({ region, account, total, disabled }) => ({
    key: `${region}${account}`,
    label: `${region} · ${account}`,
    count: total,
    note: disabled > 0 ? `${disabled.toLocaleString('en')} disabled` : undefined,
    href: pages.entities({ ...place, region, account }),
  }));
}
