import { badRequest, notFound } from '../aws-error.ts';
import type { Finding } from '../world/entity.ts';
import { findingStatusAt, listTime } from '../world/lagged-view.ts';
import { type Handler, seconds, stringMap } from './operation.ts';
import { bindingOf, pageOf } from './page.ts';

/** ListRecommendations: one filter, or STATUS with IMPACT or TYPE, as the model says. */
export const listRecommendations: Handler = (call, input) => {
  const { world, place } = call;
  const filter = stringMap(input, 'Filter');
  checkFilter(filter);
  const arn = filter['RESOURCE_ARN'];
  if (arn !== undefined && !arn.startsWith(`arn:`)) throw notFound(`Resource ${arn} does not exist.`);
  const at = listTime(world);
  const rows = arn === undefined ? place.findings : (place.findingsByArn.get(arn) ?? []);
  const isWanted = (finding: Finding): boolean => {
    const status = findingStatusAt(finding, at);
    if (status === undefined) return false;
    return (
      (filter['STATUS'] ?? status) === status &&
      (filter['TYPE'] ?? finding.type) === finding.type &&
      (filter['IMPACT'] ?? finding.impact) === finding.impact
    );
  };
  const page = pageOf(world, rows, isWanted, {
    binding: bindingOf('recommendations', place, filter),
    input,
    maximum: 100,
  });
  return { Recommendations: page.rows.map((finding) => writeFinding(finding, at)), NextToken: page.token };
};

function checkFilter(filter: Record<string, string>): void {
  const keys = Object.keys(filter)
    .toSorted((one, other) => (one < other ? -1 : 1))
    .join('+');
  if (keys.includes('+') && keys !== 'IMPACT+STATUS' && keys !== 'STATUS+TYPE') {
    throw badRequest('Filters can only be combined as STATUS and IMPACT, or STATUS and TYPE.');
  }
}

function writeFinding(finding: Finding, at: number): object {
  const status = findingStatusAt(finding, at);
  return {
    ResourceArn: finding.arn,
    Type: finding.type,
    Description: finding.description,
    Status: status,
    CreatedTimestamp: seconds(finding.createdAt),
    LastUpdatedTimestamp: seconds(status === 'FIXED' ? finding.updatedAt : finding.createdAt),
    Impact: finding.impact,
  };
}
