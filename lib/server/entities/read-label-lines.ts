import 'server-only';
import { parseCsv } from '../../domain/parse-csv.ts';
import { StandingError } from '../errors.ts';

/** One line of an upload: which sender, and its label. */
export interface LabelLine {
  line: number;
  arn: string | null;
  tenant: string | null;
  region: string | null;
  account: string | null;
  name: string | null;
  customerNumber: string | null;
  contact: string | null;
  link: string | null;
}

type Field = Exclude<keyof LabelLine, 'line'>;

/** Headers as people write them, in lower case without spaces, hyphens and underscores. */
const FIELD_OF_HEADER: Record<string, Field> = {
  arn: 'arn',
  tenant: 'tenant',
  tenantname: 'tenant',
  sender: 'tenant',
  region: 'region',
  account: 'account',
  name: 'name',
  customername: 'name',
  customernumber: 'customerNumber',
  customer: 'customerNumber',
  contact: 'contact',
  link: 'link',
  url: 'link',
};
const LONGEST = 500;

/** @throws StandingError `invalid-input` for a header without `arn` or `tenant`, or without anything to take. */
export function readLabelLines(csv: string): { lines: LabelLine[]; refused: { line: number; reason: string }[] } {
  const [header, ...rows] = parseCsv(csv);
  const fields = (header?.cells ?? []).map((cell) => FIELD_OF_HEADER[cell.toLowerCase().replace(/[\s_-]/g, '')]);
  const has = (...wanted: Field[]) => wanted.some((field) => fields.includes(field));
  if (!has('arn', 'tenant') || !has('name', 'customerNumber', 'contact', 'link')) {
    const message =
      'takes a header line with arn or tenant (and region, account), and one or more of name, customer_number, contact, link';
    throw new StandingError('invalid-input', `csv: ${message}.`, { fields: [{ field: 'csv', message }] });
  }
  const lines: LabelLine[] = [];
  const refused: { line: number; reason: string }[] = [];
  for (const { line, cells } of rows) {
    const read: LabelLine = { line, ...EMPTY };
    for (const [at, field] of fields.entries()) if (field !== undefined) read[field] = cells[at] || null;
    const reason = refusalOf(read);
    if (reason === null) lines.push(read);
    else refused.push({ line, reason });
  }
  return { lines, refused };
}

const EMPTY = {
  arn: null,
  tenant: null,
  region: null,
  account: null,
  name: null,
  customerNumber: null,
  contact: null,
  link: null,
};

function refusalOf(read: LabelLine): string | null {
  if (read.arn === null && read.tenant === null) return 'It names no sender: neither arn nor tenant.';
  for (const [field, value] of Object.entries(read)) {
    if (typeof value !== 'string') continue;
    if (value.length > LONGEST) return `${field} takes at most ${LONGEST} characters.`;
    if (/\p{Cc}/u.test(value)) return `${field} takes no control characters or line breaks.`;
  }
  if (read.link !== null && !isWebAddress(read.link))
    return 'link takes an address that begins with https:// or http://.';
  return null;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s]+$/i.test(text) && URL.canParse(text);
}
