'use client';

import { stepWords } from '@/components/triage/case-words.ts';
import NoteText from '@/components/triage/note-text.tsx';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import type { CaseStep } from '@/lib/domain/triage-case.ts';

/** Every step of a case, newest first. */
export function CaseSteps({ steps, people }: { steps: readonly CaseStep[]; people: readonly string[] }) {
  if (steps.length === 0) return <p className="text-soft">Nobody has done anything about it yet.</p>;
  return (
    <ol aria-label="Steps of the case">
      {steps.map((step) => (
        <li key={step.id} className="border-t border-line py-2 first:border-t-0">
          <p className="flex flex-wrap gap-x-2 text-[12.5px] text-soft">
            <span className="font-[520] text-ink [overflow-wrap:anywhere]">
              <PlainText text={step.who.name} />
            </span>
            <span className="[overflow-wrap:anywhere]">
              <PlainText text={stepWords(step)} />
            </span>
            <span className="ml-auto">
              <ExactTime at={step.at} form="moment" />
            </span>
          </p>
          {step.kind === 'note' && step.note !== null ? <NoteText text={step.note} people={people} /> : null}
        </li>
      ))}
    </ol>
  );
}
