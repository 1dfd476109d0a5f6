'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { Time } from '@/components/ui/time.tsx';
import { approveActMutation } from '@/lib/client/act-mutations.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { refusalOf, roleMay } from '@/lib/domain/access.ts';
import type { Act } from '@/lib/domain/act.ts';

/** Where an act waits for a second person: until when, and that person's yes or no. */
export function ApprovalPanel({ act }: { act: Act }) {
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const { data: session } = useQuery(sessionQuery());
  const decide = useMutation({
    ...approveActMutation(act.id),
    onSettled: () => void client.invalidateQueries({ queryKey: ['act', act.id] }),
  });
  const { approval } = act;
  if (approval === null) return null;
  if (approval.approved !== null) {
    const { by, at, reason: why } = approval.approved;
    return (
      <p className="mt-2 text-soft [overflow-wrap:anywhere]">
        Approved by {by}, <Time at={at} form="moment" />
        {why ? `: ${why}` : ''}
      </p>
    );
  }
  if (act.state !== 'awaiting-approval') return null;
  const email = session?.user?.email;
  const isOwn = email !== undefined && (act.who === email || act.who.startsWith(`${email} by `));
  const role = session?.user?.role;
  const refusal = isOwn
    ? 'You asked for this act; a second person must approve it.'
    : role === undefined || !roleMay(role, 'acts.start')
      ? refusalOf('acts.start')
      : null;
  return (
    <Notice tone="watch">
      <form
        className="flex w-full flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (refusal === null) decide.mutate({ decision: 'approve', reason: reason.trim() });
        }}
      >
        <p>
          A second person must approve this until <Time at={approval.until} form="moment" />. Nothing is written before.
        </p>
        {refusal === null ? (
          <TextField
            label="Reason (optional)"
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        ) : null}
        {decide.error ? (
          <p role="alert" className="text-stop">
            {problemOf(decide.error).detail}
          </p>
        ) : null}
        <div className="flex flex-wrap gap-2">
          <Button type="submit" look="strong" refusal={refusal} busy={decide.isPending}>
            Approve
          </Button>
          <Button
            refusal={isOwn ? 'Withdraw it instead.' : refusal}
            busy={decide.isPending}
            onClick={() => decide.mutate({ decision: 'reject', reason: reason.trim() })}
          >
            Reject
          </Button>
        </div>
      </form>
    </Notice>
  );
}
