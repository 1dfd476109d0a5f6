/** A status record as the wire has it. `undefined` members are absent; `null` is an explicit null. */
export interface RecordState {
  readonly status: string | null | undefined;
  readonly cause: string | null | undefined;
  /** Epoch milliseconds; undefined when absent. */
  readonly updatedAt: number | undefined;
  /** Nobody ever updated it; whether SES then shows it is an open question. */
  readonly isFresh?: boolean;
}

/** What SES says about an entity. Replaced whole, never changed in place, so that lists can show an older one. */
export interface EntityState {
  readonly customer: RecordState | undefined;
  readonly aws: RecordState | undefined;
  /** Policy ARN. */
  readonly policy: string | undefined;
  readonly impact: string | undefined;
  /** A value set by a test; otherwise it follows from the records. */
  readonly aggregate: string | null | undefined;
  /** The record that the reputation policy stopped it by, if it did. SES does not say; the simulator knows. */
  readonly pausedByPolicy: 'customer' | 'aws' | undefined;
}

export interface Tenant {
  /** Position in the Region's lists; never reused. */
  readonly seq: number;
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  /** When the simulator first knew it: lists show it `listLagSeconds` later. */
  readonly appearedAt: number;
  deletedAt: number | undefined;
  /** Answers with no members but the reference. */
  bare: boolean;
  /** Made to be odd: life leaves it alone. */
  isOdd: boolean;
  state: EntityState;
  tags: readonly { Key: string; Value: string }[];
  suppression: { reasons?: string[] | undefined; scope?: string | undefined } | undefined;
}

export interface Finding {
  readonly seq: number;
  readonly arn: string;
  readonly type: string;
  readonly description: string;
  readonly impact: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly appearedAt: number;
  updatedAt: number;
  status: string;
  fixedAt: number | undefined;
}

/** A record with all three members. */
export function recordOf(status: string, cause: string | null | undefined, updatedAt: number): RecordState {
  return { status, cause, updatedAt };
}
