'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ActOutlook } from '@/components/shell/act-outlook.tsx';
import { ReasonField } from '@/components/shell/reason-field.tsx';
import { ActProgress } from '@/components/entity/act-progress.tsx';
import { Button } from '@/components/ui/button.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { forgetAfterAct, startAct, type ActRequest } from '@/lib/client/act-mutations.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import type { Entity } from '@/lib/domain/entity.ts';

export interface ActDialogProps {
  entity: Entity;
  /** The act's id, as soon as it runs: it goes on when the dialog is closed. */
  onStarted: (id: string) => void;
  /** Its outcome was shown. */
  onSettled: () => void;
  onClose: () => void;
}

interface ActFormProps extends ActDialogProps {
  title: string;
  /** What is written, and the state it was decided on; null where nothing is chosen yet. */
  write: Pick<ActRequest, 'act' | 'policy' | 'expected'> | null;
  verb: string;
  look: 'strong' | 'stop';
  command: () => string;
  /** Why it cannot be done now. */
  refusal?: string | null;
  /** What will change. */
  children: ReactNode;
}

/** Shows what will be written, asks for the reason, and stays until SES has confirmed it or not. */
export function ActForm(props: ActFormProps) {
  const { entity, title, write, verb, look, command, refusal, children, onStarted, onSettled, onClose } = props;
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  // One key for this dialog: a second click, or a retry after a lost answer, is the same act.
  const [idempotencyKey] = useState(() => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
  const client = useQueryClient();
  const start = useMutation({ ...startAct(), onSuccess: ({ id }) => onStarted(id) });
  const missing = reason.trim() === '';

  function submit() {
    setAsked(true);
    if (missing || !write) return;
    const key = [idempotencyKey, write.act, write.policy].filter(Boolean).join('-');
    start.mutate({ ...write, arns: [entity.arn], reason: reason.trim(), idempotencyKey: key });
  }
  function settled() {
    onSettled();
    void forgetAfterAct(client, entity.arn);
  }

  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={
        <>
          <PlainText text={entity.name} /> · {entity.region} · {entity.account}
        </>
      }
    >
      {start.data ? (
        <ActProgress id={start.data.id} onSettled={settled} onClose={onClose} />
      ) : (
        <form
          noValidate
          className="mt-4 flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (refusal == null) submit();
          }}
        >
          {children}
          {write ? <ActOutlook arn={entity.arn} write={write} /> : null}
          <ReasonField value={reason} onChange={setReason} error={asked && missing} />
          {start.error ? (
            <p role="alert" className="text-stop [overflow-wrap:anywhere]">
              {problemOf(start.error).detail}
            </p>
          ) : null}
          <div className="flex flex-wrap justify-end gap-2">
            <span className="mr-auto">
              <CopyButton look="quiet" label="Copy as AWS CLI" said="Command copied" text={command} />
            </span>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look={look} busy={start.isPending} refusal={refusal}>
              {start.isPending ? 'Starting' : verb}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
