/**
 * The least AWS policy for what Standing calls, to paste; generated from the table of operations, so that it can neither
 * lack nor keep one. Not tried on AWS.
 */
import { iamActionOf, type ResourceKind, ruleOf, SES_OPERATION_NAMES } from './ses-operations.ts';

export interface PolicyScope {
  /** One or more; all of one partition. */
  regions: readonly string[];
  /** Twelve digits; null writes the word ACCOUNT for the reader to replace. */
  account: string | null;
}

interface Statement {
  Sid?: string;
  Effect: 'Allow';
  Action: string | string[];
  Resource?: string | string[];
  Principal?: { AWS: string };
  Condition?: { StringEquals: Record<string, string | string[]> };
}

export interface PolicyDocument {
  Version: '2012-10-17';
  Statement: Statement[];
}

/** The partition a Region lives in; an unknown prefix is the commercial one. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  if (region.startsWith('eusc-')) return 'aws-eusc';
  return 'aws';
}

/** Statements by what they are about; the policy "none", which never pauses, is left out on purpose. */
const STATEMENTS: { Sid: string; access: 'read' | 'write'; kinds: readonly ResourceKind[] }[] = [
  { Sid: 'Entities', access: 'read', kinds: ['tenant'] },
  { Sid: 'AccountWide', access: 'read', kinds: ['any'] },
  { Sid: 'Related', access: 'read', kinds: ['configuration-set', 'identity'] },
  { Sid: 'PauseReinstate', access: 'write', kinds: ['tenant'] },
  { Sid: 'Policy', access: 'write', kinds: ['tenant', 'reputation-policy'] },
];

/** Reads everything Standing shows. */
export function readerPolicy(scope: PolicyScope): PolicyDocument {
  return documentFor(scope, 'read');
}

/**
 * What pausing, reinstating and choosing a policy need besides. IAM has no condition on the requested status, so it
 * cannot tell pausing from reinstating: Standing's roles do.
 */
export function operatorPolicy(scope: PolicyScope): PolicyDocument {
  return documentFor(scope, 'write');
}

/**
 * Who may assume the role that Standing reads with, and by which ExternalId. Without the condition any of that
 * caller's customers could name this role: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 * @param caller ARN of what Standing itself runs as; null writes a placeholder.
 */
export function trustPolicy(caller: string | null, externalId: string | null): PolicyDocument {
  return documentOf([
    {
      Effect: 'Allow',
      Principal: { AWS: caller ?? 'ARN-OF-WHAT-STANDING-RUNS-AS' },
      Action: 'sts:AssumeRole',
      Condition: { StringEquals: { 'sts:ExternalId': externalId ?? 'EXTERNAL-ID-THAT-STANDING-SHOWS' } },
    },
  ]);
}

export function policyText(document: PolicyDocument): string {
  return JSON.stringify(document, null, 2);
}

function documentFor(scope: PolicyScope, access: 'read' | 'write'): PolicyDocument {
  const statements = STATEMENTS.filter((one) => one.access === access).flatMap(({ Sid, kinds }): Statement[] => {
    const actions = SES_OPERATION_NAMES.filter((operation) => ruleOf(operation).access === access)
      .filter((operation) => belongs(ruleOf(operation).on, kinds))
      .map(iamActionOf);
    if (actions.length === 0) return [];
    const statement = { Sid, Effect: 'Allow' as const, Action: plain(actions) };
    if (kinds.includes('any')) {
      return [{ ...statement, Resource: '*', Condition: inRegions(scope) }];
    }
    return [{ ...statement, Resource: plain(kinds.flatMap((kind) => arnsOf(scope, kind))) }];
  });
  return documentOf(statements);
}

/** An operation on several kinds needs them in one statement; one on a single kind goes with its like. */
function belongs(on: readonly ResourceKind[], kinds: readonly ResourceKind[]): boolean {
  if (on.length > 1) return on.length === kinds.length && on.every((kind) => kinds.includes(kind));
  return on.every((kind) => kinds.includes(kind)) && !kinds.includes('reputation-policy');
}

const inRegions = ({ regions }: PolicyScope) => ({ StringEquals: { 'aws:RequestedRegion': [...regions] } });

function arnsOf({ regions, account }: PolicyScope, kind: ResourceKind): string[] {
  return regions.flatMap((region) => {
    const within = `arn:${partitionOf(region)}:ses:${region}`;
    if (kind !== 'reputation-policy') return [`${within}:${account ?? 'ACCOUNT'}:${kind}/*`];
    return ['standard', 'strict'].map((policy) => `${within}:aws:reputation-policy/${policy}`);
  });
}

const plain = (list: string[]): string | string[] => (list.length === 1 ? (list[0] ?? list) : list);

function documentOf(Statement: Statement[]): PolicyDocument {
  return { Version: '2012-10-17', Statement };
}
