'use client';

import { useQuery } from '@tanstack/react-query';
import { sessionQuery } from '@/lib/client/session-queries.ts';

/** Whose cases: everybody's, mine, or nobody's. */
export function OwnerChoice({ owner, onOwner }: { owner: string | null; onOwner: (owner: string | null) => void }) {
  const { data: session } = useQuery(sessionQuery());
  const me = session?.user?.id;
  if (me === undefined) return null;
  return (
    <label className="flex items-center gap-1.5 text-[12.5px] text-soft">
      Owner
      <select
        className="min-h-7 rounded-full border border-line bg-panel px-2 text-ink"
        value={owner ?? ''}
        onChange={(event) => onOwner(event.target.value || null)}
      >
        <option value="">any</option>
        <option value={me}>me</option>
        <option value="none">nobody</option>
        {owner !== null && owner !== me && owner !== 'none' ? <option value={owner}>somebody else</option> : null}
      </select>
    </label>
  );
}
