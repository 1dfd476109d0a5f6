import 'server-only';
import type { AuditKeys } from '../audit-keys.ts';

const key = new Uint8Array(32).fill(7);

/** One key, always the same. For tests. */
export const testAuditKeys: AuditKeys = { kid: 'test', keyOf: (kid) => (kid === 'test' ? key : null) };
