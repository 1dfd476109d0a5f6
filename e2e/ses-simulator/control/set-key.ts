import type { Key } from '../keys.ts';
import type { Simulator } from '../simulator.ts';

/** Adds a key, or changes one: what is left out stays as it is. */
export interface KeyChange {
  accessKeyId: string;
  secretAccessKey?: string;
  account?: string;
  /** IAM actions refused to it. */
  deny?: string[];
  /** Epoch milliseconds after which it answers ExpiredTokenException; `null` for never. */
  expiresAt?: number | null;
  /** Forgets the key: it answers UnrecognizedClientException. */
  remove?: boolean;
}

export function setKey(simulator: Simulator, change: KeyChange): object {
  const { accessKeyId } = change;
  const { byId } = simulator.keys;
  if (change.remove === true) return { removed: byId.delete(accessKeyId) };
  const known = byId.get(accessKeyId);
  const account = change.account ?? known?.account ?? '111122223333';
  const key: Key = {
    ...known,
    accessKeyId,
    account,
    secretAccessKey: change.secretAccessKey ?? known?.secretAccessKey ?? '',
    principal: known?.principal ?? `arn:aws:iam::${account}:user/${accessKeyId.toLowerCase()}`,
    deny: change.deny ?? known?.deny,
    expiresAt: change.expiresAt === undefined ? known?.expiresAt : (change.expiresAt ?? undefined),
  };
  if (key.secretAccessKey === '') throw new Error('A new key needs accessKeyId and secretAccessKey');
  byId.set(accessKeyId, key);
  return { principal: key.principal };
}
