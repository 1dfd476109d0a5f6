import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { Answer } from '../http/answer.ts';
import { faultError, spoil } from '../http/apply-fault.ts';
import { type Signer, checkSignature } from '../http/check-signature.ts';
import { peekClaim } from '../http/peek-claim.ts';
import type { RawRequest } from '../http/raw-request.ts';
import { wallTime } from '../http/wall-time.ts';
import type { Simulator } from '../simulator.ts';
import { assumeRole } from './assume-role.ts';
import { type XmlTree, writeXml } from './write-xml.ts';

/** STS has names of its own for some errors. */
const STS_NAMES: Readonly<Record<string, string>> = {
  UnrecognizedClientException: 'InvalidClientTokenId',
  ExpiredTokenException: 'ExpiredToken',
  AccessDeniedException: 'AccessDenied',
  TooManyRequestsException: 'Throttling',
  ThrottlingException: 'Throttling',
};

/** Answers STS in the query protocol: GetCallerIdentity and AssumeRole. */
export async function answerSts(simulator: Simulator, request: RawRequest): Promise<Answer> {
  const input = Object.fromEntries(new URLSearchParams(request.body.toString()));
  const operation = input['Action'] ?? 'Unknown';
  const claim = peekClaim(simulator, request);
  const fault = simulator.faults.strike({ ...claim, operation });
  let signer: Signer | undefined;
  let failure: AwsError | undefined;
  let answer: Answer;
  try {
    signer = await checkSignature(request, simulator.keys, simulator.world.switches, wallTime(simulator));
    if (signer.service !== 'sts') {
      throw new AwsError('SignatureDoesNotMatch', 403, "Credential should be scoped to correct service: 'sts'.");
    }
    const struck = faultError(simulator, fault, signer, `sts:${operation}`, input['RoleArn'] ?? '*');
    if (struck !== undefined) throw struck;
    answer = xmlAnswer(200, {
      [`${operation}Response`]: { [`${operation}Result`]: run(simulator, signer, operation, input), ...metadata() },
    });
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    failure = error;
    const body = { Type: 'Sender', Code: STS_NAMES[error.type] ?? error.type, Message: error.message };
    answer = xmlAnswer(error.status, { ErrorResponse: { Error: body, RequestId: randomUUID() } });
  }
  if (fault !== undefined) answer = spoil(fault, answer);
  simulator.log.add({
    operation,
    ...claim,
    status: answer.cut === undefined ? answer.status : 0,
    error: failure?.type ?? null,
    principal: signer?.key.principal ?? null,
    accessKeyId: signer?.key.accessKeyId ?? null,
    hasPageToken: false,
    target: input['RoleArn'] ?? null,
    filter: null,
    pageSize: null,
    fault: fault?.fault ?? null,
  });
  return answer;
}

function run(simulator: Simulator, signer: Signer, operation: string, input: Record<string, string>): XmlTree {
  if (operation === 'AssumeRole') return assumeRole(simulator, signer, input);
  if (operation !== 'GetCallerIdentity') {
    throw new AwsError('InvalidAction', 400, `Could not find operation ${operation} for version 2011-06-15`);
  }
  const { principal, account, accessKeyId } = signer.key;
  return { Arn: principal, UserId: accessKeyId.replace('AKIA', 'AIDA'), Account: account };
}

const metadata = (): XmlTree => ({ ResponseMetadata: { RequestId: randomUUID() } });

const xmlAnswer = (status: number, tree: XmlTree): Answer => ({
  status,
  contentType: 'text/xml',
  body: writeXml(tree, 'https://sts.amazonaws.com/doc/2011-06-15/'),
});
