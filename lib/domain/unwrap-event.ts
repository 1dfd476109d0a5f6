/** Members in which a carrier of events holds one as a text: SQS, SNS, CloudWatch Logs and its Insights. */
const TEXT_MEMBERS = ['Body', 'body', 'Message', 'message', '@message'] as const;
/** Members in which one holds several: the command line's and Lambda's answers, and exports of logs. */
const LIST_MEMBERS = ['Messages', 'Records', 'logEvents', 'events', 'results', 'Sns'] as const;
const DEEPEST = 6;
/** An envelope of envelopes must not grow without bound. */
const MOST_INSIDE = 10_000;

/**
 * The events inside one JSON value, whatever it travelled in: the event itself, a message of SQS or SNS around it (also one
 * in the other), an entry of CloudWatch Logs, a list of any of these. A value that holds none is handed back as it is, so
 * that whoever parses it says what is wrong with it.
 */
export function unwrapEvents(value: unknown): unknown[] {
  const found: unknown[] = [];
  collect(value, 0, found);
  return found.length === 0 ? [value] : found;
}

function collect(value: unknown, depth: number, found: unknown[]): void {
  if (depth > DEEPEST || typeof value !== 'object' || value === null || found.length >= MOST_INSIDE) return;
  if (Array.isArray(value)) {
    const field = insightsMessage(value);
    if (field !== undefined) collect(field, depth + 1, found);
    else for (const member of value) collect(member, depth + 1, found);
    return;
  }
  const members = value as Record<string, unknown>;
  if ('detail-type' in members) {
    found.push(value);
    return;
  }
  for (const name of TEXT_MEMBERS) {
    const inner = members[name];
    if (typeof inner === 'string') collect(parsed(inner), depth + 1, found);
    else if (typeof inner === 'object') collect(inner, depth + 1, found);
  }
  for (const name of LIST_MEMBERS) collect(members[name], depth + 1, found);
}

/** A row of CloudWatch Logs Insights is a list of fields. */
function insightsMessage(row: unknown[]): unknown {
  for (const cell of row) {
    const { field, value } = (typeof cell === 'object' && cell !== null ? cell : {}) as Record<string, unknown>;
    if (field === '@message' && typeof value === 'string') return parsed(value);
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.slice(Math.max(0, text.indexOf('{'))));
  } catch {
    return null;
  }
}
