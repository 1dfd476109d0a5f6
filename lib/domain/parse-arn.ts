/** ARNs without zod: what every page needs before anything is loaded. The schema for input is in `arn.ts`. */

/** An SES resource ARN that has been parsed; the key of an entity everywhere. */
export type EntityArn = string & { readonly __brand: 'EntityArn' };

export interface ArnParts {
  partition: string;
  region: string;
  account: string;
  /** `tenant` today; kept generic because the API says "resources". */
  resourceType: string;
  /** Everything after the first slash: `<name>/<id>` for a tenant. */
  resourceId: string;
}

/** `arn:<partition>:ses:<region>:<account>:<type>/<rest>`; no white space, no control characters, at most 2,048 characters. */
const ARN_PATTERN = /^arn:(aws[a-z-]*):ses:([a-z0-9-]{1,40}):(\d{12}):([a-z][a-z0-9-]{0,62})\/([^\s\p{C}?#]{1,512})$/u;

export function parseArn(text: string): ArnParts | null {
  if (text.length > 2048) return null;
  const match = ARN_PATTERN.exec(text);
  if (!match) return null;
  const [, partition, region, account, resourceType, resourceId] = match as unknown as [string, ...string[]] &
    Record<1 | 2 | 3 | 4 | 5, string>;
  return { partition, region, account, resourceType, resourceId };
}

export function isEntityArn(text: string): text is EntityArn {
  return parseArn(text) !== null;
}

export interface TenantIdentity {
  tenantName: string;
  /** null where the ARN has one segment only; some AWS samples shorten it. */
  tenantId: string | null;
}

/** Name and id of a tenant ARN (`tenant/<name>/<id>`). For any other resource the whole id is the name. */
export function tenantOf(arn: ArnParts): TenantIdentity {
  const slash = arn.resourceId.lastIndexOf('/');
  if (arn.resourceType !== 'tenant' || slash < 0) return { tenantName: arn.resourceId, tenantId: null };
  return { tenantName: arn.resourceId.slice(0, slash), tenantId: arn.resourceId.slice(slash + 1) };
}
