'use client';

import dynamic from 'next/dynamic';
import { Block } from '@/components/entity/block.tsx';
import { WhenNear } from '@/components/entity/when-near.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';

const waiting = (
  <Block title="Resources">
    <Skeleton className="h-32 w-full" />
  </Block>
);
const Resources = dynamic(() => import('@/components/entity/resources.tsx'), { ssr: false, loading: () => waiting });

/** What it sends with and who shares it; loaded when looked at. */
export function ResourcesPanel({ arn }: { arn: string }) {
  return (
    <WhenNear id="resources" waiting={waiting}>
      <Resources arn={arn} />
    </WhenNear>
  );
}
