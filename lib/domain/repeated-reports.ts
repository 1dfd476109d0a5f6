/** A change as reports are compared with sights; the time is SES's, epoch ms. */
export interface ToldChange {
  /** Where changes of several senders are compared. */
  arn?: string;
  track: string;
  kind: string;
  value: string | null;
  cause: string | null;
  awsTime: number | null;
  /** Told by an event of AWS's; otherwise we read it ourselves. */
  reported: boolean;
}

/** An event's time is in whole seconds and a finding's own is not; both are SES's. */
const SAME_FINDING_MS = 2 * 60_000;

/**
 * Whether a report tells again what a sight tells: the same version of a record, or the same turn of a finding. A first
 * sight of a record says only how it stood, so no report repeats it; one of a finding carries SES's time of its opening.
 */
export function repeatsSight(report: ToldChange, sight: ToldChange): boolean {
  if (report.awsTime === null || sight.awsTime === null) return false;
  if (report.arn !== sight.arn || report.track !== sight.track || report.value !== sight.value) return false;
  if (report.track === 'customer' || report.track === 'aws') {
    return sight.kind !== 'baseline' && report.awsTime === sight.awsTime;
  }
  if (report.cause !== null && report.cause !== sight.cause) return false;
  return Math.abs(report.awsTime - sight.awsTime) <= SAME_FINDING_MS;
}

/**
 * Among changes, the reports that repeat a sight: an event may reach us before our own read or
 * after it. Both are kept in the history; who shows it tells them once.
 */
export function repeatedReports<T>(changes: readonly T[], told: (change: T) => ToldChange): ReadonlySet<T> {
  const all = changes.map((change) => ({ change, ...told(change) }));
  const sights = Map.groupBy(
    all.filter(({ reported }) => !reported),
    ({ track }) => track,
  );
  return new Set(
    all.flatMap((one) =>
      one.reported && (sights.get(one.track) ?? []).some((sight) => repeatsSight(one, sight)) ? [one.change] : [],
    ),
  );
}
