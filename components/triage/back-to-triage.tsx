import Link from 'next/link';
import { pages } from '@/lib/domain/paths.ts';

/** Above the head of the pages behind the queue. */
export function BackToTriage() {
  return (
    <p className="mt-2.5 text-[12.5px]" data-screen-only>
      <Link href={pages.triage()} className="underline">
        Triage
      </Link>
    </p>
  );
}
