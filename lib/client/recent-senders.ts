/** A sender somebody has looked at. */
export interface RecentSender {
  arn: string;
  name: string;
  region: string;
}

const MOST = 8;
/** In this page alone: names of customers do not stay in a browser. */
let recent: readonly RecentSender[] = [];

export function rememberSender({ arn, name, region }: RecentSender): void {
  if (recent[0]?.arn === arn) return;
  recent = [{ arn, name, region }, ...recent.filter((one) => one.arn !== arn)].slice(0, MOST);
}

/** Newest first. */
export const recentSenders = (): readonly RecentSender[] => recent;
