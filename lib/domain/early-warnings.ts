import { classifyImpact, classifyPolicy, type Standing } from './vocabulary.ts';

/** What may pause a sender next; said only of senders that may send now. */
export const WARNING_KINDS = ['low-under-strict', 'high-not-paused', 'rising-rate'] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];

export interface WarningInput {
  standing: Standing;
  impact: string | null;
  policy: string | null;
  /** Findings of this sender; `createdAt` epoch ms. */
  findings: readonly {
    type: string | null;
    status: string | null;
    createdAt: number | null;
    /** The rate that AWS's text names, percent; null: it names none. */
    percent: number | null;
  }[];
}

export interface Warning {
  kind: WarningKind;
  /** Of a rising rate: the finding's type, and the rates of its last two episodes, percent. */
  type: string | null;
  rates: readonly [number, number] | null;
}

/**
 * Early warnings of one sender, the nearest to a pause first. A low finding under Strict is one that the policy trips; a
 * high one that did not pause anything shows that nothing will catch it (policy None), or that it was just reinstated.
 */
export function warningsOf({ standing, impact, policy, findings }: WarningInput): Warning[] {
  if (standing !== 'enabled' && standing !== 'reinstated') return [];
  const warnings: Warning[] = [];
  const plain = { type: null, rates: null };
  const level = classifyImpact(impact);
  if (level === 'LOW' && classifyPolicy(policy) === 'strict') warnings.push({ kind: 'low-under-strict', ...plain });
  if (level === 'HIGH') warnings.push({ kind: 'high-not-paused', ...plain });
  for (const [type, own] of Map.groupBy(findings, (finding) => finding.type)) {
    const known = own.flatMap(({ createdAt, percent, status }) =>
      createdAt === null || percent === null ? [] : [{ createdAt, percent, status }],
    );
    const [before, last] = known.toSorted((one, other) => one.createdAt - other.createdAt).slice(-2);
    if (before === undefined || last === undefined || last.status !== 'OPEN' || last.percent <= before.percent)
      continue;
    warnings.push({ kind: 'rising-rate', type, rates: [before.percent, last.percent] });
  }
  return warnings.toSorted((one, other) => WARNING_KINDS.indexOf(one.kind) - WARNING_KINDS.indexOf(other.kind));
}
