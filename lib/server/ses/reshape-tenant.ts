import 'server-only';
import type * as z from 'zod/mini';
import { StandingError } from '../errors.ts';
import type { ResourceTenant, SesResource, SesTag, SesTenant } from './gateway.ts';
import { readShape } from './read-shape.ts';
import { type resourceTenantShape, type tagShape, type tenantResourceShape, tenantShape } from './wire-schemas.ts';

/** A row of `ListTenants`; null where name or ARN is missing. */
export function reshapeTenant(row: z.infer<typeof tenantShape>): SesTenant | null {
  if (!row.TenantArn || !row.TenantName) return null;
  return {
    arn: row.TenantArn,
    name: row.TenantName,
    tenantId: row.TenantId ?? null,
    createdAt: row.CreatedTimestamp ?? null,
    sendingStatus: row.SendingStatus ?? null,
  };
}

/** The answer of `GetTenant`. @throws `ses-fault` where it is missing or another tenant's. */
export function reshapeAskedTenant(body: Record<string, unknown>, name: string): SesTenant {
  const { value } = readShape(tenantShape, body['Tenant'] ?? null);
  const tenant = value && reshapeTenant(value);
  if (!tenant || tenant.name !== name)
    throw new StandingError('ses-fault', 'SES answered without the tenant that was asked for.');
  return tenant;
}

export function reshapeResource(row: z.infer<typeof tenantResourceShape>): SesResource | null {
  return row.ResourceArn ? { type: row.ResourceType ?? null, arn: row.ResourceArn } : null;
}

export function reshapeResourceTenant(row: z.infer<typeof resourceTenantShape>): ResourceTenant | null {
  return row.TenantName
    ? { tenantName: row.TenantName, tenantId: row.TenantId ?? null, associatedAt: row.AssociatedTimestamp ?? null }
    : null;
}

/** A tag without a key is none; one without a value is empty, as AWS allows. */
export function reshapeTag(row: z.infer<typeof tagShape>): SesTag | null {
  return row.Key ? { key: row.Key, value: row.Value ?? '' } : null;
}
