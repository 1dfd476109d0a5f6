import type { AwsError } from '../aws-error.ts';
import type { Switches } from '../switches.ts';

/** An HTTP answer, and how it is spoiled on its way. */
export interface Answer {
  status: number;
  contentType: string;
  body: string;
  headers?: Record<string, string>;
  delayMs?: number;
  /** `before`: the socket is destroyed; `middle`: half the body is sent first. */
  cut?: 'before' | 'middle';
}

/** An answer in rest-json; no body at all when the operation has none. */
export function jsonAnswer(body: object | undefined): Answer {
  return { status: 200, contentType: 'application/json', body: body === undefined ? '' : JSON.stringify(body) };
}

/** An error in rest-json: named in the header `x-amzn-errortype` and in `__type`, or as the switch has it. */
export function errorAnswer(error: AwsError, switches: Switches): Answer {
  const form = switches.errorTypeForm;
  const decorated = form === 'decorated';
  const headerType = decorated ? `${error.type}:http://internal.amazon.com/coral/com.amazonaws.ses/` : error.type;
  const bodyType = decorated ? `com.amazonaws.ses#${error.type}` : error.type;
  const body = { ...(form === 'header' ? {} : { __type: bodyType }), message: error.message };
  return {
    status: error.status,
    contentType: 'application/json',
    body: JSON.stringify(body),
    headers: form === 'body' ? {} : { 'x-amzn-errortype': headerType },
  };
}
