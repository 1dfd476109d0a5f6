import { partitionOf } from '../world/place.ts';
import type { Signer } from './check-signature.ts';

/** The resource an AccessDeniedException names: the ARN asked for, else the account's tenants. */
export function resourceOf(signer: Signer, input: Record<string, unknown>): string {
  const arn = input['ReputationEntityReference'] ?? input['ResourceArn'];
  if (typeof arn === 'string') return arn;
  const name = typeof input['TenantName'] === 'string' ? input['TenantName'] : '*';
  return `arn:${partitionOf(signer.region)}:ses:${signer.region}:${signer.key.account}:tenant/${name}`;
}
