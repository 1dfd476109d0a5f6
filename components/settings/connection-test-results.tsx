'use client';

import { Glyph } from '@/components/ui/glyph.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Time } from '@/components/ui/time.tsx';
import { type Tone, TONE_TEXT } from '@/components/ui/tone.ts';
import type { ConnectionTest, OperationTest } from '@/lib/domain/connection-test.ts';
import { ruleOf } from '@/lib/domain/ses-operations.ts';

const WORDS: Record<OperationTest['result'], { word: string; tone: Tone; glyph: Parameters<typeof Glyph>[0]['name'] }> =
  {
    allowed: { word: 'Allowed', tone: 'ok', glyph: 'circle-check' },
    'allowed-for-pattern': { word: 'Allowed for this pattern', tone: 'ok', glyph: 'circle-check' },
    denied: { word: 'Denied', tone: 'stop', glyph: 'octagon-stop' },
    'not-provable': { word: 'Not provable', tone: 'plain', glyph: 'outline-dashed' },
    unknown: { word: 'Unknown', tone: 'plain', glyph: 'outline-dashed' },
  };

function Row({ test }: { test: OperationTest }) {
  const { word, tone, glyph } = WORDS[test.result];
  const { use, without } = ruleOf(test.operation);
  return (
    <tr className="border-t border-line align-top">
      <th scope="row" className="py-1.5 pr-4 text-left font-normal">
        <code className="font-mono [overflow-wrap:anywhere]">{test.iamAction}</code>
        <span className="block text-[12.5px] text-soft">to {use}</span>
      </th>
      <td className="py-1.5">
        <span className={`flex items-center gap-1.5 ${TONE_TEXT[tone]}`}>
          <Glyph name={glyph} />
          {word}
        </span>
        {test.result === 'denied' ? (
          <span className="block text-[12.5px] text-soft">Without it: {without}.</span>
        ) : null}
        {test.detail !== null && test.result !== 'denied' ? (
          <span className="block text-[12.5px] text-soft [overflow-wrap:anywhere]">{test.detail}</span>
        ) : null}
      </td>
    </tr>
  );
}

/** What AWS made of each operation, denied ones first. */
export default function ConnectionTestResults({ test }: { test: ConnectionTest }) {
  const { caller, callerReason, externalId, operations, testedAt } = test;
  const denied = operations.filter(({ result }) => result === 'denied');
  const others = operations.filter(({ result }) => result !== 'denied');
  return (
    <section aria-label="Result of the test" className="mt-3">
      <p className="text-soft">
        Tested <Time at={testedAt} form="ago" />.{' '}
        {caller === null ? (
          callerReason
        ) : (
          <>
            AWS knows this credential as{' '}
            <code className="font-mono [overflow-wrap:anywhere] text-ink">{caller.arn ?? caller.account}</code>.
          </>
        )}{' '}
        Nothing was changed: the writes named a tenant that cannot exist.
      </p>
      {externalId === 'not-demanded' ? (
        <Notice tone="watch">
          <span>
            The role lets itself be assumed without its ExternalId, so others who may use the same caller could name it
            too. Put the condition of the trust policy below into the role.
          </span>
        </Notice>
      ) : null}
      {externalId === 'demanded' ? <p className="text-soft">The role demands its ExternalId.</p> : null}
      <table className="mt-2 w-full border-b border-line">
        <caption className="sr-only">Permissions by operation</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Operation</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {[...denied, ...others].map((one) => (
            <Row key={one.operation} test={one} />
          ))}
        </tbody>
      </table>
      {denied.length === 0 ? null : <p className="mt-2 text-soft">The policies below grant what is denied.</p>}
    </section>
  );
}
