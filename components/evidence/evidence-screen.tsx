'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState } from 'react';
import { EvidenceBody } from '@/components/evidence/evidence-body.tsx';
import { CopyLink } from '@/components/shell/copy-link.tsx';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { usePrintNote } from '@/components/shell/print-note.ts';
import { ProblemState } from '@/components/shell/problem-state.tsx';
import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { SelectField } from '@/components/ui/select-field.tsx';
import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';
import { evidenceQuery } from '@/lib/client/evidence.ts';
import { type EvidenceFile, evidenceText } from '@/lib/domain/evidence.ts';
import { isEntityArn } from '@/lib/domain/parse-arn.ts';
import { pages } from '@/lib/domain/paths.ts';

const DAY_MS = 86_400_000;
const DAYS = ['7', '14', '30', '90', '0'] as const;
const RANGES = [
  { value: '7', words: '7 days' },
  { value: '14', words: '14 days' },
  { value: '30', words: '30 days' },
  { value: '90', words: '90 days' },
  { value: '0', words: 'Everything known' },
];

function save(file: EvidenceFile): void {
  const url = URL.createObjectURL(new Blob([evidenceText(file)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `evidence-${file.evidence.issuedAt.slice(0, 10)}-${file.integrity.sha256.slice(0, 12)}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

/** A window that begins days before its end; without one the end is the moment the page was opened. */
function startOf(days: number, to: string | null, openedAt: number): string {
  const end = to === null ? openedAt : Date.parse(to) || openedAt;
  return new Date(days === 0 ? 0 : end - days * DAY_MS).toISOString();
}

function Issued({ arn, from, to }: { arn: string; from: string; to: string | null }) {
  const { data, error, refetch } = useQuery(evidenceQuery(arn, from, to));
  usePrintNote(data ? `SHA-256 ${data.integrity.sha256} · issued ${data.evidence.issuedAt}` : null);
  if (!data) {
    return error ? (
      <ProblemState error={error} retry={() => void refetch()} titled />
    ) : (
      <Loading what="the evidence">
        <Skeleton className="mt-5 h-60 w-full" />
      </Loading>
    );
  }
  return (
    <>
      <PageActions>
        <CopyLink
          sentence={() => `Evidence of ${data.evidence.sender.name} (${data.evidence.sender.region})`}
          path={() => pages.evidence(arn, data.evidence.window)}
          said="Link to this window copied"
        />
        <Button onClick={() => save(data)}>Save JSON</Button>
        <Button look="strong" onClick={() => window.print()}>
          Print
        </Button>
      </PageActions>
      <EvidenceBody file={data} />
    </>
  );
}

/** The pack of the sender in the address, to print and to keep. Opening the address again issues one anew. */
export function EvidenceScreen() {
  const [{ arn, from, to, days }, set] = useQueryStates({
    arn: parseAsString.withDefault(''),
    from: parseAsString,
    to: parseAsString,
    days: parseAsStringLiteral(DAYS).withDefault('30'),
  });
  const [openedAt] = useState(Date.now);
  const wanted = arn.trim();
  if (!isEntityArn(wanted)) {
    return <EmptyState whole title="This address names no sender" />;
  }
  return (
    <div className="max-w-[1040px]">
      <div data-screen-only className="mt-2 flex flex-wrap items-end gap-x-5 gap-y-2">
        <div className="w-44">
          <SelectField
            label="Window"
            value={from === null ? days : 'asked'}
            options={from === null ? RANGES : [{ value: 'asked', words: 'As in the address' }, ...RANGES]}
            onChange={(value) => void set({ from: null, days: DAYS.find((one) => one === value) ?? '30' })}
          />
        </div>
        <Link
          href={pages.entity(wanted, to === null ? {} : { at: to })}
          prefetch={false}
          className="min-h-8 py-1 underline"
        >
          Back to the sender
        </Link>
      </div>
      <Issued arn={wanted} from={from ?? startOf(Number(days), to, openedAt)} to={to} />
    </div>
  );
}
