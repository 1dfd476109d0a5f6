'use client';

import { useState } from 'react';
import { ActForm, type ActDialogProps } from '@/components/entity/act-form.tsx';
import { actCommand } from '@/components/shell/act-command.ts';
import { ACT_WORDS, type StatusAct } from '@/components/shell/act-words.ts';
import { MarkBadge } from '@/components/shell/mark.tsx';
import { recordMark } from '@/components/shell/standing-marks.ts';
import { STATUS_OF_ACT } from '@/lib/domain/act-names.ts';

interface StatusDialogProps extends ActDialogProps {
  act: StatusAct;
  /** The other way to lift it, where both are possible. */
  alternative: StatusAct | null;
}

/** Writes the customer-managed status. */
export default function ActDialog({ entity, act: suggested, alternative, ...rest }: StatusDialogProps) {
  const [act, setAct] = useState(suggested);
  // What the operator looked at when deciding. The page behind goes on refreshing; this must not.
  const [seen] = useState(entity);
  const words = ACT_WORDS[act];
  return (
    <ActForm
      {...rest}
      entity={seen}
      title={words.verb}
      verb={words.verb}
      look={act === 'disable' ? 'stop' : 'strong'}
      command={() => actCommand(seen, act)}
      write={{
        act,
        expected: {
          sendingStatusAggregate: seen.sendingStatusAggregate,
          customerManagedStatus: seen.customerManagedStatus?.status ?? null,
          awsSesManagedStatus: seen.awsSesManagedStatus?.status ?? null,
        },
      }}
    >
      {alternative ? <ActChoice chosen={act} options={[suggested, alternative]} onChange={setAct} /> : null}
      <section aria-label="What will change" className="rounded-lg bg-paused-bg px-3.5 py-3">
        <p className="flex flex-wrap items-center gap-2">
          Customer-managed record:
          <MarkBadge mark={recordMark('customer', seen.customerManagedStatus?.status ?? null)} />
          <span aria-label="becomes">→</span>
          <MarkBadge mark={recordMark('customer', STATUS_OF_ACT[act])} />
        </p>
      </section>
    </ActForm>
  );
}

function ActChoice(props: { chosen: StatusAct; options: StatusAct[]; onChange: (act: StatusAct) => void }) {
  return (
    <fieldset>
      <legend className="font-[520]">Write</legend>
      {props.options.map((option) => (
        <label key={option} className="flex min-h-7 cursor-pointer items-center gap-2">
          <input
            type="radio"
            name="act"
            className="size-4 accent-(--accent)"
            checked={props.chosen === option}
            onChange={() => props.onChange(option)}
          />
          {STATUS_OF_ACT[option]}
          {option === props.options[0] ? <span className="text-soft">suggested by the open findings</span> : null}
        </label>
      ))}
    </fieldset>
  );
}
