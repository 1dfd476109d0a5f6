'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { retryActMutation } from '@/lib/client/act-mutations.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { refusalOf, roleMay } from '@/lib/domain/access.ts';
import type { Act } from '@/lib/domain/act.ts';
import { pages } from '@/lib/domain/paths.ts';

const UndoDialog = dynamic(() => import('@/components/triage/undo-dialog.tsx'), { ssr: false });
const KIND_WORDS = { undo: 'taken back', retry: 'tried again' } as const;

/** What can be done about an act that has ended, and what was. */
export function ActFollowUps({ act }: { act: Act }) {
  const [undoing, setUndoing] = useState(false);
  const router = useRouter();
  const { data: session } = useQuery(sessionQuery());
  const retry = useMutation({ ...retryActMutation(act.id), onSuccess: ({ id }) => router.push(pages.act(id)) });
  const role = session?.user?.role;
  const mayAct = session?.demo === true || (role !== undefined && roleMay(role, 'acts.start'));
  const refusal = session && !mayAct ? refusalOf('acts.start') : null;
  const failed = (['refused', 'unknown', 'cancelled', 'not-yet'] as const).reduce(
    (sum, outcome) => sum + (act.counts[outcome] ?? 0),
    0,
  );
  const child = (kind: 'undo' | 'retry') => act.children.find((one) => one.kind === kind);
  return (
    <>
      {act.finishedAt === null ? null : (
        <Button
          refusal={refusal ?? act.undo.refusal ?? (child('undo') ? 'This act was taken back already.' : null)}
          onClick={() => setUndoing(true)}
        >
          Undo {act.undo.restorable > 0 ? act.undo.restorable.toLocaleString('en') : ''}
        </Button>
      )}
      {act.finishedAt === null || failed === 0 ? null : (
        <Button
          busy={retry.isPending}
          refusal={refusal ?? (child('retry') ? 'The failed ones were tried again already.' : null)}
          onClick={() => retry.mutate()}
        >
          Try {failed.toLocaleString('en')} failed again
        </Button>
      )}
      {act.children.map(({ id, kind }) => (
        <Link key={id} href={pages.act(id)} className="self-center">
          {KIND_WORDS[kind]}
        </Link>
      ))}
      {act.parent === null ? null : (
        <span className="self-center text-soft">
          {act.parent.kind === 'undo' ? 'Takes back ' : 'Tries again '}
          <Link href={pages.act(act.parent.id)}>another act</Link>
        </span>
      )}
      {retry.error ? (
        <span role="alert" className="self-center text-stop">
          {problemOf(retry.error).detail}
        </span>
      ) : null}
      {undoing ? <UndoDialog act={act} onClose={() => setUndoing(false)} /> : null}
    </>
  );
}
