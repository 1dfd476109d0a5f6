import 'server-only';
import { BatchGetMetricDataCommand, type Metric } from '@aws-sdk/client-sesv2';
import { ask } from './ask.ts';
import type { Line } from './call-ses.ts';
import type { SesConnection } from './gateway.ts';
import { reshapeMetrics } from './reshape-metrics.ts';

/**
 * Daily sums of one tenant, by its name: one request for all metrics. SES takes up to ten queries a batch and documents
 * 16 requests a second for it; it passes our budget all the same.
 */
export function metricOperations(line: Line): Pick<SesConnection, 'tenantMetrics'> {
  return {
    tenantMetrics: async ({ tenantName, metrics, from, to }, options) => {
      const answer = await ask(
        line,
        {
          operation: 'BatchGetMetricData',
          command: () =>
            new BatchGetMetricDataCommand({
              Queries: metrics.map((metric) => ({
                Id: metric,
                Namespace: 'VDM',
                Metric: metric as Metric,
                Dimensions: { TENANT_NAME: tenantName },
                StartDate: new Date(from),
                EndDate: new Date(to),
              })),
            }),
          options,
        },
        (body) => reshapeMetrics(body, metrics),
      );
      const { malformed } = answer.value;
      if (malformed > 0) {
        line.log.warn(
          { operation: 'BatchGetMetricData', malformed },
          'SES answered with metrics that are not of its model',
        );
      }
      return { ...answer, value: answer.value.series };
    },
  };
}
