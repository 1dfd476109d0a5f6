'use client';

import dynamic from 'next/dynamic';
import { Block } from '@/components/entity/block.tsx';
import { WhenNear } from '@/components/entity/when-near.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';

const waiting = (
  <Block title="Rates">
    <Skeleton className="h-72 w-full" />
  </Block>
);
const Rates = dynamic(() => import('@/components/entity/rates.tsx'), { ssr: false, loading: () => waiting });

/** What it sent and what came back, day by day; loaded when looked at. */
export function RatesPanel({ arn }: { arn: string }) {
  return (
    <WhenNear id="rates" waiting={waiting}>
      <Rates arn={arn} />
    </WhenNear>
  );
}
