import { badRequest } from '../aws-error.ts';
import { dailyCount } from '../world/metrics.ts';
import type { Switches } from '../switches.ts';
import { type Call, type Handler, seconds } from './operation.ts';

const DAY = 86_400_000;
/** The dashboard keeps sixty days. */
const KEPT_DAYS = 60;
const SEPARATORS = { comma: ',', semicolon: ';', space: ' ', 'one-only': undefined };

interface Query {
  Id: string;
  Metric: string;
  Dimensions?: Record<string, string>;
  StartDate: number;
  EndDate: number;
}

/** BatchGetMetricData: daily sums in UTC, worked out from the seed when asked. */
export const batchGetMetricData: Handler = (call, input) => {
  const queries = input['Queries'] as Query[];
  if (new Set(queries.map((one) => one.Id)).size < queries.length) throw badRequest('Query Ids must be unique.');
  return { Results: queries.map((query) => answerQuery(call, query)), Errors: [] };
};

/** Every second query fails inside the 200, as AWS lets them. */
export function failHalf(body: object | undefined): object | undefined {
  if (body === undefined || !('Results' in body)) return body;
  const all = body.Results as { Id: string }[];
  const failed = all.filter((_one, at) => at % 2 === 1);
  return {
    Results: all.filter((_one, at) => at % 2 === 0),
    Errors: failed.map(({ Id }) => ({ Id, Code: 'INTERNAL_FAILURE', Message: 'The query could not be processed.' })),
  };
}

function answerQuery(call: Call, query: Query): object {
  const dimensions = readDimensions(query.Dimensions ?? {}, call.world.switches);
  if (query.EndDate <= query.StartDate) throw badRequest('StartDate must be before EndDate.');
  const now = call.world.clock.now();
  const first = Math.max(query.StartDate * 1000, now - KEPT_DAYS * DAY);
  const last = Math.min(query.EndDate * 1000, now);
  const days: number[] = [];
  for (let day = Math.ceil(first / DAY) * DAY; day < last; day += DAY) days.push(day);
  return {
    Id: query.Id,
    Timestamps: days.map(seconds),
    Values: days.map((day) => dailyCount(call.world, call.place, query.Metric, dimensions, day)),
  };
}

/** Each dimension as a list of values, or `*`; the separator is an open question. */
function readDimensions(given: Record<string, string>, switches: Switches): Record<string, string[]> {
  const separator = SEPARATORS[switches.metricListSeparator];
  const entries = Object.entries(given).map(([name, value]): [string, string[]] => [
    name,
    separator === undefined ? [value] : value.split(separator),
  ]);
  const hasStar = entries.some(([, values]) => values.includes('*'));
  for (const [name, values] of entries) {
    if (values.length > 10) throw badRequest(`Dimension ${name} takes up to 10 values.`);
    if (hasStar && values.length > 1)
      throw badRequest("If one dimension has '*', the others can only contain one value.");
  }
  return Object.fromEntries(entries);
}
