/** The order of the list last looked at, for stepping from one entity to the next without going back to it. */
let order: readonly string[] = [];

export function rememberListOrder(arns: readonly string[]): void {
  order = arns;
}

/** The ARN `step` places from `arn` in that list; null at its ends, or where the entity was not reached from a list. */
export function neighbourInList(arn: string, step: 1 | -1): string | null {
  const at = order.indexOf(arn);
  return at < 0 ? null : (order[at + step] ?? null);
}
