'use client';

import dynamic from 'next/dynamic';
import { parseAsBoolean, useQueryState } from 'nuqs';
import { Skeleton } from '@/components/ui/skeleton.tsx';

const RawJson = dynamic(() => import('@/components/entity/raw-json.tsx'), {
  ssr: false,
  loading: () => <Skeleton className="h-40 w-full" />,
});

/** Closed by default; open is part of the address. */
export function RawJsonPanel({ arn }: { arn: string }) {
  const [open, setOpen] = useQueryState('raw', parseAsBoolean.withDefault(false).withOptions({ history: 'push' }));
  return (
    <section className="py-5.5" aria-label="Raw record">
      <h2 className="text-[14px] font-semibold">
        <button
          type="button"
          aria-expanded={open}
          className="min-h-6 cursor-pointer hover:underline"
          onClick={() => void setOpen(open ? null : true)}
        >
          {open ? 'Hide what SES answered' : 'Show what SES answered'}
        </button>
      </h2>
      {open ? <RawJson arn={arn} /> : null}
    </section>
  );
}
