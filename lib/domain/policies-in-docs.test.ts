import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { operatorPolicy, readerPolicy, trustPolicy } from './least-privilege.ts';
import { iamActionOf, ruleOf, SES_OPERATION_NAMES } from './ses-operations.ts';

const SCOPE = { regions: ['REGION'], account: null };

function jsonIn(file: string): unknown[] {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
  return [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, block = '']) => JSON.parse(block) as unknown);
}

it('README gives the generated policies', () => {
  expect(jsonIn('README.md')).toEqual([readerPolicy(SCOPE), operatorPolicy(SCOPE)]);
});

it('docs/connect-aws.md gives the generated trust policy, and says what each action is for', () => {
  expect(jsonIn('docs/connect-aws.md')).toEqual([trustPolicy(null, null)]);
  const text = readFileSync(new URL('../../docs/connect-aws.md', import.meta.url), 'utf8');
  for (const operation of SES_OPERATION_NAMES) {
    const { use, without } = ruleOf(operation);
    expect(text).toContain(`| \`${iamActionOf(operation)}\` | ${use} | ${without} |`);
  }
});
