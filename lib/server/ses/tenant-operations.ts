import 'server-only';
import {
  GetTenantCommand,
  ListRecommendationsCommand,
  ListResourceTenantsCommand,
  ListTenantResourcesCommand,
  ListTagsForResourceCommand,
  ListTenantsCommand,
} from '@aws-sdk/client-sesv2';
import { ask, askPage } from './ask.ts';
import type { Line } from './call-ses.ts';
import type { SesConnection } from './gateway.ts';
import type { PageSizes } from './page-size.ts';
import { readRows } from './read-rows.ts';
import { reshapeFinding } from './reshape-finding.ts';
import {
  reshapeAskedTenant,
  reshapeResource,
  reshapeResourceTenant,
  reshapeTag,
  reshapeTenant,
} from './reshape-tenant.ts';
import { matchesFilter, wireFindingFilter } from './wire-filters.ts';
import { findingShape, resourceTenantShape, tagShape, tenantResourceShape, tenantShape } from './wire-schemas.ts';

type TenantOperations = Pick<
  SesConnection,
  'listFindings' | 'listTenants' | 'getTenant' | 'listTenantResources' | 'listResourceTenants' | 'listTags'
>;

/** Findings, tenants and what they send with, over one connection. */
export function tenantOperations(line: Line, sizes: PageSizes): TenantOperations {
  return {
    listFindings: async (filter, token, options) => {
      const page = await askPage(line, sizes, {
        operation: 'ListRecommendations',
        command: (size) =>
          new ListRecommendationsCommand({
            Filter: wireFindingFilter(filter),
            NextToken: token ?? undefined,
            PageSize: size,
          }),
        options,
        token,
        // The model's own maximum.
        largest: 100,
        member: 'Recommendations',
        shape: findingShape,
        reshape: reshapeFinding,
      });
      const findings = page.value.rows.filter((finding) => matchesFilter(finding, filter));
      return { ...page, value: { findings, nextToken: page.value.nextToken } };
    },
    listTenants: async (token, options) => {
      const page = await askPage(line, sizes, {
        operation: 'ListTenants',
        command: (size) => new ListTenantsCommand({ NextToken: token ?? undefined, PageSize: size }),
        options,
        token,
        largest: 1000,
        member: 'Tenants',
        shape: tenantShape,
        reshape: reshapeTenant,
      });
      return { ...page, value: { tenants: page.value.rows, nextToken: page.value.nextToken } };
    },
    getTenant: (name, options) =>
      ask(
        line,
        { operation: 'GetTenant', command: () => new GetTenantCommand({ TenantName: name }), options },
        (body) => reshapeAskedTenant(body, name),
      ),
    listTenantResources: async (name, token, options) => {
      const page = await askPage(line, sizes, {
        operation: 'ListTenantResources',
        command: (size) =>
          new ListTenantResourcesCommand({ TenantName: name, NextToken: token ?? undefined, PageSize: size }),
        options,
        token,
        largest: 1000,
        member: 'TenantResources',
        shape: tenantResourceShape,
        reshape: reshapeResource,
      });
      return { ...page, value: { resources: page.value.rows, nextToken: page.value.nextToken } };
    },
    listResourceTenants: async (resourceArn, token, options) => {
      const page = await askPage(line, sizes, {
        operation: 'ListResourceTenants',
        command: (size) =>
          new ListResourceTenantsCommand({ ResourceArn: resourceArn, NextToken: token ?? undefined, PageSize: size }),
        options,
        token,
        largest: 1000,
        member: 'ResourceTenants',
        shape: resourceTenantShape,
        reshape: reshapeResourceTenant,
      });
      return { ...page, value: { tenants: page.value.rows, nextToken: page.value.nextToken } };
    },
    listTags: (resourceArn, options) =>
      ask(
        line,
        {
          operation: 'ListTagsForResource',
          command: () => new ListTagsForResourceCommand({ ResourceArn: resourceArn }),
          options,
        },
        (body) => readRows(body, { member: 'Tags', shape: tagShape, reshape: reshapeTag, token: null }).rows,
      ),
  };
}
