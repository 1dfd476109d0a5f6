'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '@/components/shell/refusal.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { Time } from '@/components/ui/time.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { removeWebhookMutation, testWebhookMutation } from '@/lib/client/notification-queries.ts';
import type { Delivery, Notifications } from '@/lib/domain/notification.ts';

const wordsOf = ({ state, lastResult }: Delivery) =>
  state === 'delivered'
    ? `The receiver took the test message (${lastResult}).`
    : `The test message was not taken: ${lastResult}.`;

/** The webhook that is set: where it goes, a test, and the way to end it. */
export function WebhookItem({ webhook }: { webhook: NonNullable<Notifications['webhook']> }) {
  const client = useQueryClient();
  const test = useMutation(testWebhookMutation(client));
  const remove = useMutation(removeWebhookMutation(client));
  const [asking, setAsking] = useState(false);
  return (
    <div className="mt-5 border-t border-line py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64 [overflow-wrap:anywhere]">
          <h2 className="text-[15px] font-semibold tracking-[-.01em]">
            <bdi>{webhook.origin}</bdi>
          </h2>
          <p className="mt-0.5 text-soft">
            set <Time at={webhook.since} form="ago" /> by <bdi>{webhook.by}</bdi> · the rest of the address is sealed
          </p>
        </div>
        <div className="flex gap-2">
          <Button
            busy={test.isPending}
            onClick={() => test.mutate(undefined, { onSuccess: (delivery) => announce(wordsOf(delivery)) })}
          >
            Send a test
          </Button>
          <Button look="quiet" onClick={() => setAsking(true)}>
            Remove
          </Button>
        </div>
      </div>
      {test.data && !test.isPending ? (
        <Notice tone={test.data.state === 'delivered' ? 'ok' : 'watch'}>
          <span className="[overflow-wrap:anywhere]">{wordsOf(test.data)}</span>
        </Notice>
      ) : null}
      <Refusal problem={test.isError ? problemOf(test.error) : null} />
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title="Remove the webhook"
        description="Nobody is told from then on. Messages that still wait are given up, and the secret is gone."
      >
        <Refusal problem={remove.isError ? problemOf(remove.error) : null} />
        <div className="mt-4 flex justify-end gap-2">
          <Button onClick={() => setAsking(false)}>Keep it</Button>
          <Button look="stop" busy={remove.isPending} onClick={() => remove.mutate()}>
            Remove the webhook
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
