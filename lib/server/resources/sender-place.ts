import 'server-only';
import type { EntityArn } from '../../domain/arn.ts';
import { type ReadReason, readReasonSchema } from '../../domain/resources.ts';
import type { StandingError } from '../errors.ts';

/** The sender whose resources are read, and by which connection. */
export interface SenderPlace {
  id: number;
  arn: EntityArn;
  incarnation: number;
  connectionId: string;
}

/** Why a read failed, as it is kept and answered. */
export function readReason({ code, message, details }: StandingError): ReadReason {
  return { code, message, iamAction: details.iamAction ?? null };
}

/** The same out of the store. */
export function storedReason(stored: string | null): ReadReason | null {
  return stored === null ? null : readReasonSchema.parse(JSON.parse(stored));
}
