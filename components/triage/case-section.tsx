'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { parseAsString, useQueryState } from 'nuqs';
import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import { CaseFields } from '@/components/triage/case-fields.tsx';
import { CaseSteps } from '@/components/triage/case-steps.tsx';
import { stepWords } from '@/components/triage/case-words.ts';
import { NoteForm } from '@/components/triage/note-form.tsx';
import { useCaseRefusal } from '@/components/triage/row-acts.tsx';
import { useShortcuts } from '@/components/shell/keyboard.ts';
import { ProblemNotice } from '@/components/shell/problem-state.tsx';
import { notify } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { caseQuery, changeCasesMutation, peopleQuery } from '@/lib/client/triage-queries.ts';
import type { CaseAnswer, CaseChange, CaseStep } from '@/lib/domain/triage-case.ts';

const NoticeDialog = dynamic(() => import('@/components/triage/notice-dialog.tsx'), { ssr: false });

/** The triage record of the entity in the address: who works on it, how far it is, and what was noted. */
export default function CaseSection() {
  const [arn] = useQueryState('arn', parseAsString.withDefault(''));
  const wanted = arn.trim();
  const { data, error, dataUpdatedAt } = useQuery(caseQuery(wanted));
  return (
    <section className="border-b border-line py-5.5" aria-label="Case">
      <h2 className="mb-3 text-[14px] font-semibold">Case</h2>
      {error ? <ProblemNotice error={error} shownSince={dataUpdatedAt} /> : null}
      {data ? <LoadedCase key={wanted} answer={data} /> : null}
    </section>
  );
}

/** What somebody else did meanwhile, and what was to be done then. */
interface Moved {
  steps: readonly CaseStep[];
  wanted: CaseChange;
}

function LoadedCase({ answer }: { answer: CaseAnswer }) {
  const { arn, case: known, steps } = answer;
  const refusal = useCaseRefusal();
  const client = useQueryClient();
  const { mutateAsync, isPending } = useMutation(changeCasesMutation(client));
  const { data: people } = useQuery({ ...peopleQuery(), enabled: refusal === null });
  const [moved, setMoved] = useState<Moved | null>(null);
  const [drafting, setDrafting] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const names = people?.items.map(({ name }) => name) ?? [];

  async function change(wanted: CaseChange, versions?: Record<string, number>): Promise<boolean> {
    setMoved(null);
    try {
      const done = await mutateAsync({ arns: [arn], change: wanted, ...(versions && { versions }) });
      const [other] = done.moved;
      if (other) setMoved({ steps: other.steps, wanted });
      return other === undefined;
    } catch (error) {
      notify(problemOf(error).detail, 'stop');
      return false;
    }
  }
  useShortcuts([
    {
      key: 'w',
      label: 'Write a note on the case',
      group: 'Entity',
      run: () => box.current?.querySelector('textarea')?.focus(),
    },
  ]);
  return (
    <div ref={box}>
      <MovedNotice moved={moved} onRepeat={(wanted) => void change(wanted)} onLeave={() => setMoved(null)} />
      <div className="grid gap-x-8 gap-y-5 lg:grid-cols-[240px_minmax(0,1fr)]">
        <div>
          <CaseFields
            known={known}
            people={people?.items ?? []}
            refusal={refusal}
            onChange={(wanted) => void change(wanted, { [arn]: known.version })}
          />
          <p className="mt-3" data-screen-only>
            <Button onClick={() => setDrafting(true)}>Draft a notice to the sender</Button>
          </p>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <NoteForm people={names} refusal={refusal} busy={isPending} onNote={(note) => change({ note })} />
          <CaseSteps steps={steps} people={names} />
        </div>
      </div>
      {drafting ? <NoticeDialog arn={arn} onClose={() => setDrafting(false)} /> : null}
    </div>
  );
}

function MovedNotice(props: { moved: Moved | null; onRepeat: (wanted: CaseChange) => void; onLeave: () => void }) {
  const { moved, onRepeat, onLeave } = props;
  if (moved === null) return null;
  const said = moved.steps.map((step) => `${step.who.name}: ${stepWords(step)}`).join('; ');
  return (
    <Notice tone="watch" live>
      <span className="min-w-0 flex-1">
        The case changed while you looked ({said || 'by somebody else'}). Yours was not written.
      </span>
      <Button onClick={() => onRepeat(moved.wanted)}>Write mine as well</Button>
      <Button look="quiet" onClick={onLeave}>
        Leave it
      </Button>
    </Notice>
  );
}
