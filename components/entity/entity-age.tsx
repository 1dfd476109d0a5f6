'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { CopyLink } from '@/components/shell/copy-link.tsx';
import { PageActions } from '@/components/shell/page-actions.tsx';
import { linkSentence } from '@/components/entity/entity-words.ts';
import { announce } from '@/components/ui/announce.ts';
import { Time } from '@/components/ui/time.tsx';
import { entityQuery, readEntityNow } from '@/lib/client/entity-queries.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import type { Entity } from '@/lib/domain/entity.ts';

/** The page as it stands in the address (range, what is selected, filters), of the moment it shows. */
function momentPath({ past, readAt }: Entity): string {
  const query = new URLSearchParams(window.location.search);
  query.set('at', past?.at ?? readAt);
  // The usual range is of the moment; said, it is so in every browser.
  if (!query.has('range') && past === undefined) query.set('range', '14d');
  return `${window.location.pathname}?${query.toString()}`;
}

function withoutMoment(): string {
  const query = new URLSearchParams(window.location.search);
  query.delete('at');
  return `${window.location.pathname}?${query.toString()}`;
}

/** In the top bar: how old the record is, reading it again, and the link that shows this very moment. */
export function EntityAge({ entity }: { entity: Entity }) {
  const client = useQueryClient();
  const refresh = useMutation({
    mutationFn: () => readEntityNow(entity.arn),
    onSuccess: (fresh) => {
      client.setQueryData(entityQuery(entity.arn).queryKey, fresh);
      announce('Read again');
    },
    onError: (error) => announce(problemOf(error).detail),
  });
  return (
    <PageActions>
      <span className="flex items-center gap-2 max-sm:hidden">
        <span>
          read <Time at={entity.readAt} form="ago" />
        </span>
        {entity.past ? null : (
          <button
            type="button"
            className="min-h-6 cursor-pointer underline"
            data-tip={refresh.error ? problemOf(refresh.error).detail : undefined}
            onClick={() => refresh.mutate()}
          >
            {refresh.isPending ? 'Reading' : refresh.isError ? 'Not read, try again' : 'Refresh'}
          </button>
        )}
      </span>
      <CopyLink
        sentence={() => linkSentence(entity, Date.now())}
        path={() => momentPath(entity)}
        livePath={withoutMoment}
        said="Link to this moment copied"
      />
    </PageActions>
  );
}
