import { AwsError, accessDenied, badRequest } from '../aws-error.ts';
import { validateShape } from '../model/validate-shape.ts';
import { HANDLERS } from '../operations/handlers.ts';
import type { Simulator } from '../simulator.ts';
import { failHalf } from '../operations/batch-get-metric-data.ts';
import { placeOf } from '../world/world.ts';
import { type Answer, errorAnswer, jsonAnswer } from './answer.ts';
import { type Signer, checkSignature } from './check-signature.ts';
import { type Match, matchOperation } from './match-operation.ts';
import { faultError, spoil } from './apply-fault.ts';
import { peekClaim } from './peek-claim.ts';
import { resourceOf } from './resource-of.ts';
import { type RawRequest } from './raw-request.ts';
import { checkRegion } from './check-region.ts';
import { checkRate } from './check-rate.ts';
import { wallTime } from './wall-time.ts';

/** Answers one SES request: fault, signature, permission, rate, validation, operation; and logs it. */
export async function answerSes(simulator: Simulator, request: RawRequest): Promise<Answer> {
  const match = matchOperation(request.method, request.rawPath);
  const operation = match?.name ?? 'Unknown';
  const { account, region } = peekClaim(simulator, request);
  const fault = simulator.faults.strike({ account, region, operation });
  let signer: Signer | undefined;
  let input: Record<string, unknown> = {};
  let failure: AwsError | undefined;
  let answer: Answer;
  try {
    signer = await checkSignature(request, simulator.keys, simulator.world.switches, wallTime(simulator));
    if (signer.service !== 'ses') {
      throw new AwsError(
        simulator.world.switches.signatureError,
        403,
        "Credential should be scoped to correct service: 'ses'.",
      );
    }
    if (match === undefined)
      throw new AwsError('UnknownOperationException', 404, 'The requested operation is not recognised.');
    input = readInput(match, request);
    const struck = faultError(simulator, fault, signer, `ses:${operation}`, resourceOf(signer, input));
    if (struck !== undefined) throw struck;
    checkPermission(signer, operation, input);
    checkRate(simulator, signer, operation);
    checkInput(match, input);
    const body = run(simulator, signer, match, input);
    answer = jsonAnswer(fault?.fault === 'partial-metrics' ? failHalf(body) : body);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    failure = error;
    answer = errorAnswer(error, simulator.world.switches);
  }
  if (fault !== undefined) answer = spoil(fault, answer);
  simulator.log.add({
    operation,
    account,
    region,
    status: answer.cut === undefined ? answer.status : 0,
    error: failure?.type ?? null,
    principal: signer?.key.principal ?? null,
    accessKeyId: signer?.key.accessKeyId ?? null,
    hasPageToken: typeof input['NextToken'] === 'string',
    target: targetOf(input),
    filter: (input['Filter'] as Record<string, string> | undefined) ?? null,
    pageSize: typeof input['PageSize'] === 'number' ? input['PageSize'] : null,
    fault: fault?.fault ?? null,
  });
  return answer;
}

function run(simulator: Simulator, signer: Signer, match: Match, input: Record<string, unknown>): object | undefined {
  const { world } = simulator;
  const place = placeOf(world, signer.key.account, signer.region);
  checkRegion(world, place, match.name);
  const handler = HANDLERS[match.name];
  if (handler === undefined) throw new Error(`No handler for ${match.name}`);
  return handler({ world, place, signer }, input);
}

/** Labels, query and body members as one input. */
function readInput(match: Match, request: RawRequest): Record<string, unknown> {
  const body = request.body.length === 0 ? {} : parseBody(request.body.toString());
  return { ...body, ...request.query, ...match.labels };
}

function parseBody(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Answered below: AWS says the same of every body it cannot read.
  }
  throw new AwsError('SerializationException', 400, 'Unable to parse the request body.');
}

function checkInput(match: Match, input: Record<string, unknown>): void {
  const problems = validateShape(match.operation.input, input, '');
  if (problems.length === 0) return;
  const noun = problems.length === 1 ? 'error' : 'errors';
  throw badRequest(`${problems.length} validation ${noun} detected: ${problems.join('; ')}`);
}

function checkPermission(signer: Signer, operation: string, input: Record<string, unknown>): void {
  const action = `ses:${operation}`;
  if (signer.key.deny?.includes(action)) throw accessDenied(signer.key.principal, action, resourceOf(signer, input));
}

function targetOf(input: Record<string, unknown>): string | null {
  for (const member of [
    'ReputationEntityReference',
    'TenantName',
    'ResourceArn',
    'ConfigurationSetName',
    'EmailIdentity',
  ]) {
    if (typeof input[member] === 'string') return input[member];
  }
  return null;
}
