import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';

/** The shape of the queue while its first answer is on the way. */
export function QueueSkeleton() {
  return (
    <Loading what="the queue">
      {Array.from({ length: 8 }, (_, row) => (
        <Skeleton key={row} className="mt-3 h-12" />
      ))}
    </Loading>
  );
}
