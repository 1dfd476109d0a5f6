/** Whom a shared page must not name. */
export interface Named {
  name: string;
  arn: string;
  account: string;
  tenantId: string | null;
  /** What else would give it away: labels, sending domains and addresses it is known to use. */
  others: readonly string[];
}

/** What stands in their place, the same everywhere. */
export const HIDDEN_NAME = 'this sender';
export const HIDDEN_ACCOUNT = 'account hidden';

/**
 * Takes a sender's names and ids out of texts that SES or people wrote: whatever case they are in, with any separators
 * between the parts of a name, and percent-encoded. With them every ARN, e-mail address and 12-digit number goes: a text
 * that may name whom it is about is cut rather than trusted.
 */
export function nameHider(named: Named): (text: string) => string {
  const replacements: [RegExp, string][] = [
    ...[named.arn, ...encodedOf(named.arn)].map((text): [RegExp, string] => [literal(text), '[ARN]']),
    [/\barn(?::|%3A)aws[a-z-]*(?::|%3A)[^\s"'<>]+/giu, '[ARN]'],
    [/[^\s@"'<>()[\],;:]+@[^\s@"'<>()[\],;:]+/gu, '[address]'],
    ...longestFirst(named.others).map((text): [RegExp, string] => [loose(text), '[hidden]']),
    ...(named.tenantId ? [[literal(named.tenantId), '[tenant id]'] satisfies [RegExp, string]] : []),
    ...[named.name, ...encodedOf(named.name)].map((text): [RegExp, string] => [loose(text), '[sender]']),
    [literal(named.account), '[account]'],
    [/(?<!\d)\d{12}(?!\d)/gu, '[account]'],
  ];
  return (text) => replacements.reduce((rest, [pattern, word]) => rest.replace(pattern, word), text);
}

function encodedOf(text: string): string[] {
  const encoded = encodeURIComponent(text.toWellFormed());
  return encoded === text ? [] : [encoded];
}

function longestFirst(texts: readonly string[]): string[] {
  return [...new Set(texts.map((text) => text.trim()))]
    .filter((text) => text !== '')
    .toSorted((a, b) => b.length - a.length);
}

const escaped = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

function literal(text: string): RegExp {
  return new RegExp(bounded(text, escaped(text)), 'giu');
}

/** `acme-receipts` is also "Acme Receipts". */
function loose(text: string): RegExp {
  const parts = text.split(/[-_.\s]+/u).filter((part) => part !== '');
  if (parts.length < 2) return literal(text);
  return new RegExp(bounded(text, parts.map(escaped).join(String.raw`[-_.\s]*`)), 'giu');
}

/** A name of two letters is in every second word; there it hides nothing and would leave no text. */
function bounded(text: string, pattern: string): string {
  return text.length >= 4 ? pattern : String.raw`(?<![\p{L}\p{N}])${pattern}(?![\p{L}\p{N}])`;
}
