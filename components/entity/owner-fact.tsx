'use client';

import { useQuery } from '@tanstack/react-query';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { caseQuery } from '@/lib/client/triage-queries.ts';

/** Who works on the entity's case. */
export function OwnerFact({ arn }: { arn: string }) {
  const { data } = useQuery(caseQuery(arn));
  const owner = data?.case.owner;
  return (
    <>
      <dt className="text-soft">Owner</dt>
      <dd className="[overflow-wrap:anywhere] text-soft">
        {owner ? <PlainText text={owner.name} /> : data ? 'nobody yet' : '…'}
      </dd>
    </>
  );
}
