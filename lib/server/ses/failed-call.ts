import 'server-only';
import type { Captured } from './capture-answer.ts';

/** The failed call: what was asked of whom, and what arrived. */
export interface FailedCall {
  operation: string;
  region: string;
  captured: Pick<Captured, 'status' | 'contentType' | 'awsRequestId' | 'serverTime'>;
  /** Our wall clock, epoch ms. */
  now: number;
  /** A write that got no answer may have arrived. */
  write?: boolean;
  /** `STS` where it was not SES. */
  service?: 'SES' | 'STS';
}
