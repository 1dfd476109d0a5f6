import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';

/** The page in its shape, before the answer. */
export function EntitySkeleton() {
  return (
    <Loading what="the entity">
      <Skeleton className="mt-3 h-7 w-72 max-w-full" />
      <Skeleton className="mt-2 h-4 w-105 max-w-full" />
      <Skeleton className="mt-5 h-28 w-full rounded-xl" />
      <div className="mt-5 grid gap-5 lg:grid-cols-4">
        {Array.from({ length: 4 }, (_, card) => (
          <Skeleton key={card} className="h-32" />
        ))}
      </div>
    </Loading>
  );
}
