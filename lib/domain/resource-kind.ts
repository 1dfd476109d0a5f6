import { parseArn } from './parse-arn.ts';

/** What a tenant sends with. The ARN says which; SES's own word for it may be absent. */
export const RESOURCE_KINDS = ['identity', 'configuration-set', 'template'] as const;
export type ResourceKind = (typeof RESOURCE_KINDS)[number];

export const RESOURCE_KIND_WORD: Record<ResourceKind, string> = {
  identity: 'Identity',
  'configuration-set': 'Configuration set',
  template: 'Template',
};

/** Kind and name of a resource of a tenant; null where the ARN does not parse. A kind we do not know is kept raw. */
export function resourceOf(arn: string): { kind: string; name: string } | null {
  const parts = parseArn(arn);
  return parts === null ? null : { kind: parts.resourceType, name: parts.resourceId };
}

/** "configuration set"; a kind we do not know as it is. */
export function kindWord(kind: string): string {
  return (RESOURCE_KIND_WORD as Partial<Record<string, string>>)[kind]?.toLowerCase() ?? kind;
}
