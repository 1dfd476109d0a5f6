/** At most so many, in their order: one of each kind before a second of any. */
export function eachKindFirst<T>(all: readonly T[], kindOf: (one: T) => string | undefined, most: number): T[] {
  const kinds = all.map(kindOf);
  const [firsts, others] = [new Set<T>(), new Set<T>()];
  all.forEach((one, index) => (kinds.indexOf(kinds[index]) === index ? firsts : others).add(one));
  const chosen = new Set([...firsts, ...others].slice(0, most));
  return all.filter((one) => chosen.has(one));
}
