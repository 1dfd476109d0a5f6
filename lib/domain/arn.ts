import * as z from 'zod/mini';
import { isEntityArn, type EntityArn } from './parse-arn.ts';

export { isEntityArn, parseArn, tenantOf } from './parse-arn.ts';
export type { ArnParts, EntityArn, TenantIdentity } from './parse-arn.ts';

/** Parses an ARN from outside; the message is what the operator reads. */
export const entityArnSchema = z.pipe(
  z.string().check(
    z.trim(),
    z.refine((text) => isEntityArn(text), {
      error: 'not an SES resource ARN; it looks like arn:aws:ses:<region>:<account>:tenant/<name>/<id>',
    }),
  ),
  z.transform((text) => text as EntityArn),
);
