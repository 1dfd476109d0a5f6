'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Refusal } from '@/components/shell/refusal.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { TextArea } from '@/components/ui/text-field.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { importLabelsMutation } from '@/lib/client/label-mutations.ts';
import type { LabelReport } from '@/lib/domain/label.ts';

const EXAMPLE = 'arn,name,customer_number,contact,link';

/** Takes labels as CSV, from a file or pasted, and says what became of each line. */
export function LabelsForm({ refusal }: { refusal: string | null }) {
  const take = useMutation(importLabelsMutation(useQueryClient()));
  const [csv, setCsv] = useState('');
  const file = useRef<HTMLInputElement>(null);
  const send = () =>
    take.mutate(csv, { onSuccess: ({ taken }) => announce(`${taken} ${taken === 1 ? 'label' : 'labels'} taken`) });
  return (
    <div className="mt-3 flex max-w-[640px] flex-col gap-3">
      <input
        ref={file}
        type="file"
        accept=".csv,.tsv,.txt,text/csv"
        aria-label="CSV file"
        className="text-soft file:mr-3 file:min-h-8 file:cursor-pointer file:rounded-lg file:border file:border-solid file:border-line file:bg-panel file:px-3 file:text-ink"
        onChange={({ target }) => void target.files?.[0]?.text().then(setCsv)}
      />
      <TextArea
        label="Or as text"
        rows={5}
        spellCheck={false}
        placeholder={EXAMPLE}
        hint="A header line names the columns: arn, or tenant with region and account; then name, customer_number, contact, link. A line replaces the whole label; an empty one takes it off."
        value={csv}
        onChange={({ target }) => setCsv(target.value)}
      />
      <Refusal problem={take.isError ? problemOf(take.error) : null} />
      {take.data === undefined ? null : <Report report={take.data} />}
      <div>
        <Button
          look="strong"
          busy={take.isPending}
          refusal={refusal ?? (csv.trim() === '' ? 'Choose a file or paste some lines first.' : null)}
          onClick={send}
        >
          Take labels
        </Button>
      </div>
    </div>
  );
}

function Report({ report: { taken, unchanged, refused, refusedTotal } }: { report: LabelReport }) {
  return (
    <Notice tone={refusedTotal === 0 ? 'ok' : 'watch'} live>
      <div>
        <p>
          {taken.toLocaleString('en')} taken, {unchanged.toLocaleString('en')} were so already,{' '}
          {refusedTotal.toLocaleString('en')} refused.
        </p>
        {refused.length === 0 ? null : (
          <ul className="mt-1 text-[12.5px]">
            {refused.map(({ line, reason }) => (
              <li key={line}>
                line {line}: {reason}
              </li>
            ))}
          </ul>
        )}
      </div>
    </Notice>
  );
}
