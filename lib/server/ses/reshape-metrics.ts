import 'server-only';
import type { SesMetricSeries } from './gateway.ts';
import { readRows } from './read-rows.ts';
import { metricErrorShape, metricResultShape } from './wire-schemas.ts';

/**
 * The answer of `BatchGetMetricData`: for each metric asked for its series, or why there is none. A query that failed is
 * named inside the 200; one that is named nowhere has neither series nor error.
 */
export function reshapeMetrics(
  body: Record<string, unknown>,
  metrics: readonly string[],
): { series: SesMetricSeries[]; malformed: number } {
  const results = readRows(body, { member: 'Results', shape: metricResultShape, reshape: named, token: null });
  const errors = readRows(body, { member: 'Errors', shape: metricErrorShape, reshape: named, token: null });
  let malformed = results.malformed + results.unnamed + errors.malformed + errors.unnamed;
  const series = metrics.map((metric): SesMetricSeries => {
    const error = errors.rows.find(({ Id }) => Id === metric);
    if (error !== undefined) {
      return { metric, points: null, error: { code: error.Code ?? null, message: error.Message ?? null } };
    }
    const result = results.rows.find(({ Id }) => Id === metric);
    if (result === undefined) return { metric, points: null, error: null };
    const { Timestamps: times, Values: values } = result;
    // The two lists belong together by position; what has no partner is no figure.
    if ((times?.length ?? 0) !== (values?.length ?? 0)) malformed += 1;
    const points = (times ?? []).flatMap((at, index) => {
      const value = values?.[index];
      return at == null || value == null || value < 0 ? [] : [{ at, value }];
    });
    return { metric, points, error: null };
  });
  return { series, malformed };
}

const named = <R extends { Id?: string | null | undefined }>(row: R): R | null => (row.Id ? row : null);
