import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import { answerControl } from '../control/answer-control.ts';
import type { Simulator } from '../simulator.ts';
import { answerSts } from '../sts/answer-sts.ts';
import { type Answer, errorAnswer } from './answer.ts';
import { answerSes } from './answer-ses.ts';
import { type RawRequest, readRequest } from './raw-request.ts';
import { wallTime } from './wall-time.ts';

/** Answers one HTTP request: control, STS or SES. Never throws. */
export async function serve(simulator: Simulator, message: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const request = await readRequest(message);
    const answer = request.rawPath.startsWith('/__sim/')
      ? answerControl(simulator, request)
      : await answerAws(simulator, request);
    await send(simulator, response, answer);
  } catch {
    response.destroy();
  }
}

async function answerAws(simulator: Simulator, request: RawRequest): Promise<Answer> {
  try {
    const isSts = request.rawPath === '/' && request.method === 'POST';
    return await (isSts ? answerSts(simulator, request) : answerSes(simulator, request));
  } catch (error) {
    // A mistake of the simulator looks like AWS's own 500, with the reason in it.
    return errorAnswer(new AwsError('InternalServiceErrorException', 500, String(error)), simulator.world.switches);
  }
}

async function send(simulator: Simulator, response: ServerResponse, answer: Answer): Promise<void> {
  if (answer.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, answer.delayMs));
  if (answer.cut === 'before') {
    response.destroy();
    return;
  }
  const body = Buffer.from(answer.body);
  response.sendDate = false;
  response.writeHead(answer.status, {
    'content-type': answer.contentType,
    'content-length': body.length,
    date: new Date(wallTime(simulator)).toUTCString(),
    'x-amzn-requestid': randomUUID(),
    ...answer.headers,
  });
  if (answer.cut === 'middle') {
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
    return;
  }
  response.end(body);
}
