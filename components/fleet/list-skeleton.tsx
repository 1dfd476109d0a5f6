import { Loading, Skeleton } from '@/components/ui/skeleton.tsx';

/** Rows in the shape of rows. */
export function ListSkeleton() {
  return (
    <Loading what="senders">
      {Array.from({ length: 12 }, (_, row) => (
        <div key={row} className="flex h-[37px] items-center gap-6 border-t border-line pl-2">
          <Skeleton className="h-3.5 w-44" />
          <Skeleton className="h-3.5 w-20" />
          <Skeleton className="h-3.5 w-28" />
          <Skeleton className="h-3.5 flex-1" />
        </div>
      ))}
    </Loading>
  );
}
