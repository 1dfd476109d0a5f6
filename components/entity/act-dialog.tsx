'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActProgress } from '@/components/entity/act-progress.tsx';
import { ACT_WORDS, type StatusAct } from '@/components/entity/act-words.ts';
import { actCommand } from '@/components/entity/act-command.ts';
import { MarkBadge } from '@/components/shell/mark.tsx';
import { recordMark } from '@/components/shell/standing-marks.ts';
import { Button } from '@/components/ui/button.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { TextArea } from '@/components/ui/text-field.tsx';
import { forgetAfterAct, startAct } from '@/lib/client/act-mutations.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { STATUS_OF_ACT } from '@/lib/domain/act.ts';
import type { Entity } from '@/lib/domain/entity.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';

interface ActDialogProps {
  entity: Entity;
  act: StatusAct;
  /** The other way to lift it, where both are possible. */
  alternative: StatusAct | null;
  onClose: () => void;
}

/** Says what will be written and what follows, asks for the reason, and stays until SES has confirmed it or not. */
export default function ActDialog({ entity, act: suggested, alternative, onClose }: ActDialogProps) {
  const [act, setAct] = useState(suggested);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  // One key for this dialog: a second click, or a retry after a lost answer, is the same act.
  const [idempotencyKey] = useState(() => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
  // What the operator looked at when deciding. The page behind goes on refreshing; this must not.
  const [seen] = useState(entity);
  const client = useQueryClient();
  const start = useMutation(startAct());
  const words = ACT_WORDS[act];
  const missing = reason.trim() === '';

  function submit() {
    setAsked(true);
    if (missing) return;
    start.mutate({
      arns: [seen.arn],
      act,
      reason: reason.trim(),
      idempotencyKey: `${idempotencyKey}-${act}`,
      expected: {
        sendingStatusAggregate: seen.sendingStatusAggregate,
        customerManagedStatus: seen.customerManagedStatus?.status ?? null,
        awsSesManagedStatus: seen.awsSesManagedStatus?.status ?? null,
      },
    });
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={words.verb}
      description={
        <>
          <PlainText text={seen.name} /> · {seen.region} · {seen.account}
        </>
      }
    >
      {start.data ? (
        <ActProgress id={start.data.id} onSettled={() => void forgetAfterAct(client, seen.arn)} onClose={onClose} />
      ) : (
        <form
          noValidate
          className="mt-4 flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
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
            <p className="mt-1.5 text-soft">{words.follows}</p>
          </section>
          <TextArea
            label="Reason"
            hint="Kept in Standing’s history with your name; SES keeps none."
            required
            maxLength={1000}
            value={reason}
            error={asked && missing ? 'Takes a reason, such as a ticket or what was fixed.' : null}
            onChange={(event) => setReason(event.target.value)}
          />
          {start.error ? (
            <p role="alert" className="text-stop [overflow-wrap:anywhere]">
              {problemOf(start.error).detail}
            </p>
          ) : null}
          <div className="flex flex-wrap justify-end gap-2">
            <span className="mr-auto">
              <CopyButton
                look="quiet"
                label="Copy as AWS CLI"
                said="Command copied"
                text={() => actCommand(seen, act)}
              />
            </span>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look={act === 'disable' ? 'stop' : 'strong'} busy={start.isPending}>
              {start.isPending ? 'Starting' : words.verb}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
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
