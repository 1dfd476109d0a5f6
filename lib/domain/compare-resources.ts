export interface HeldResource {
  id: number;
  arn: string;
}

export interface ResourceComparison {
  stayed: HeldResource[];
  gone: HeldResource[];
  /** ARNs that are attached now and were not at the read before. */
  fresh: string[];
}

/** What one whole answer says of the resources that were attached at the whole answer before it. */
export function compareResources(held: readonly HeldResource[], answered: Iterable<string>): ResourceComparison {
  const now = new Set(answered);
  const before = new Set(held.map(({ arn }) => arn));
  return {
    stayed: held.filter(({ arn }) => now.has(arn)),
    gone: held.filter(({ arn }) => !now.has(arn)),
    fresh: [...now].filter((arn) => !before.has(arn)),
  };
}
