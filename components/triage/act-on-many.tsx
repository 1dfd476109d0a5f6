'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ManyProgress } from '@/components/triage/many-progress.tsx';
import { ActChooser, type ChosenWrite } from '@/components/triage/act-chooser.tsx';
import { actCommands } from '@/components/shell/act-command.ts';
import { PreviewPanel } from '@/components/shell/act-preview-panel.tsx';
import { ReasonField } from '@/components/shell/reason-field.tsx';
import { ACT_WORDS } from '@/components/shell/act-words.ts';
import { ProblemState } from '@/components/shell/problem-state.tsx';
import { Button } from '@/components/ui/button.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { actPreviewQuery, startAct, targetMembers, type ActTarget } from '@/lib/client/act-mutations.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import type { ActName } from '@/lib/domain/act-names.ts';
import type { ActPreview } from '@/lib/domain/act-preview.ts';
import { counted } from '@/lib/domain/counted.ts';

interface ActOnManyProps {
  /** Senders by name, or all that match a filter. Frozen while the dialog is open. */
  target: ActTarget;
  /** Chosen to begin with. */
  act?: ActName;
  onClose: () => void;
  /** It was started; the senders are being acted on. */
  onStarted?: (id: string) => void;
}

const many = (count: number) => counted(count, 'sender');

/** One act on one or many senders: what it would do, why, and then how it goes. The act goes on when this is closed. */
export default function ActOnMany({ target: given, act = 'reinstate', onClose, onStarted }: ActOnManyProps) {
  const [target] = useState(given);
  const [write, setWrite] = useState<ChosenWrite>({ act });
  const [started, setStarted] = useState<string | null>(null);
  const ready = write.act !== 'set-policy' || write.policy !== undefined;
  const preview = useQuery({ ...actPreviewQuery(target, write), enabled: ready && started === null });
  const size = 'arns' in target ? target.arns.length : target.count;
  const verb = write.act === 'set-policy' ? 'Change policy' : ACT_WORDS[write.act].verb;
  return (
    <Dialog open wide onClose={onClose} title={`${verb}: ${many(preview.data?.total ?? size)}`}>
      {started === null ? (
        <>
          <ActChooser write={write} onChange={setWrite} />
          <div className="mt-4" aria-live="polite">
            {ready && preview.data ? <PreviewPanel preview={preview.data} /> : null}
            {ready && preview.isPending ? <Skeleton className="h-24 w-full" /> : null}
            {preview.error ? <ProblemState error={preview.error} retry={() => void preview.refetch()} /> : null}
          </div>
          <StartForm
            // Another act is another decision, with a key of its own.
            key={`${write.act} ${write.policy ?? ''}`}
            target={target}
            write={write}
            verb={verb}
            preview={ready ? preview.data : undefined}
            again={() => void preview.refetch()}
            onClose={onClose}
            onStarted={(id) => {
              setStarted(id);
              onStarted?.(id);
            }}
          />
        </>
      ) : (
        <ManyProgress id={started} onClose={onClose} />
      )}
    </Dialog>
  );
}

interface StartFormProps {
  target: ActTarget;
  write: ChosenWrite;
  verb: string;
  preview: ActPreview | undefined;
  again: () => void;
  onClose: () => void;
  onStarted: (id: string) => void;
}

function StartForm({ target, write, verb, preview, again, onClose, onStarted }: StartFormProps) {
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState(false);
  // A second click, or one more after a lost answer, is the same act.
  const [idempotencyKey] = useState(() => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`);
  const start = useMutation({ ...startAct(), onSuccess: ({ id }) => onStarted(id), onError: again });
  const changing = preview?.groups.find(({ outcome }) => outcome === 'will-change')?.count ?? 0;
  const guard = preview?.guard;
  const refusal = preview === undefined ? 'What it would do is not known yet.' : refusalOf(preview, changing);
  const missing = reason.trim() === '';
  const untyped = guard?.typed != null && typed.trim() !== guard.typed;

  function submit() {
    setAsked(true);
    if (missing || untyped || preview === undefined || refusal !== null) return;
    const { count: _, ...members } = targetMembers(target);
    start.mutate({
      ...members,
      ...write,
      count: preview.total,
      seen: preview.seen,
      reason: reason.trim(),
      ...(guard?.typed == null ? {} : { typed: typed.trim() }),
      // The answer to what is shown now: after a refusal another world is shown.
      idempotencyKey: `${idempotencyKey}-${preview.seen}`,
    });
  }

  return (
    <form
      noValidate
      className="mt-4 flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <ReasonField value={reason} onChange={setReason} error={asked && missing} />
      {guard?.typed == null ? null : (
        <TextField
          label={`Type ${guard.typed} to confirm`}
          hint={`There are ${many(preview?.total ?? 0)}.`}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          error={asked && untyped ? `Takes ${guard.typed}, the number of senders.` : null}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      {start.error ? (
        <p role="alert" className="text-stop [overflow-wrap:anywhere]">
          {problemOf(start.error).detail}
        </p>
      ) : null}
      <div className="flex flex-wrap justify-end gap-2">
        {'arns' in target ? (
          <span className="mr-auto">
            <CopyButton
              look="quiet"
              label="Copy as AWS CLI"
              said="Commands copied"
              text={() => actCommands(target.arns, write)}
            />
          </span>
        ) : null}
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          look={write.act === 'disable' ? 'stop' : 'strong'}
          busy={start.isPending}
          refusal={refusal}
        >
          {guard?.approval ? 'Ask for approval' : `${verb} of ${changing.toLocaleString('en')}`}
        </Button>
      </div>
    </form>
  );
}

function refusalOf(preview: ActPreview, changing: number): string | null {
  if (preview.guard.refusal !== null) return preview.guard.refusal.reason;
  if (changing > 0) return null;
  const [only] = preview.groups;
  return preview.groups.length === 1 ? (only?.reason ?? null) : 'It would change none of these senders.';
}
