'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState, type ReactNode } from 'react';
import * as z from 'zod/mini';
import { BadgeOnce, ShareLinkOnce } from '@/components/sharing/share-link-once.tsx';
import { SectionFields } from '@/components/sharing/section-fields.tsx';
import { type WindowChoice, windowOf, WindowFields } from '@/components/sharing/window-fields.tsx';
import { Refusal } from '@/components/shell/refusal.tsx';
import { useForm } from '@/components/shell/use-form.ts';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { SelectField } from '@/components/ui/select-field.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { createShareLinkMutation } from '@/lib/client/share-links.ts';
import { parseArn, tenantOf } from '@/lib/domain/parse-arn.ts';
import { pages } from '@/lib/domain/paths.ts';
import type { IssuedShareLink, ShareSection } from '@/lib/domain/share-link.ts';

const EXPIRIES = [
  { hours: 1, words: '1 hour' },
  { hours: 24, words: '1 day' },
  { hours: 24 * 7, words: '7 days' },
  { hours: 24 * 30, words: '30 days' },
  { hours: 24 * 90, words: '90 days' },
  { hours: 24 * 366, words: '1 year' },
];

const formSchema = z.object({ note: z.optional(z.string().check(z.maxLength(120, 'takes at most 120 characters'))) });

interface ShareDialogProps {
  kind: 'page' | 'badge';
  arn: string;
  /** The moment that the page shows, where it shows a past one. */
  at: string | null;
  /** Why no link can be made by whoever looks. */
  refusal: string | null;
  onClose: () => void;
}

function Check(props: { label: ReactNode; hint?: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="flex min-h-6 cursor-pointer items-baseline gap-2">
      <input
        type="checkbox"
        className="relative top-[3px] size-4 flex-none accent-(--accent)"
        checked={props.checked}
        onChange={({ target }) => props.onChange(target.checked)}
      />
      <span>
        {props.label}
        {props.hint ? <span className="block text-[12.5px] text-soft">{props.hint}</span> : null}
      </span>
    </label>
  );
}

/** Makes a link or a badge and shows it once. Loaded when it is first opened. */
export default function ShareDialog({ kind, arn, at, refusal, onClose }: ShareDialogProps) {
  const [sections, setSections] = useState<ShareSection[]>(['verdict', 'cards', 'findings', 'history']);
  const [choice, setChoice] = useState<WindowChoice>({ range: '14d', live: at === null });
  const [hideNames, setHideNames] = useState(kind === 'badge');
  const [showMaker, setShowMaker] = useState(true);
  const [hours, setHours] = useState(kind === 'badge' ? 24 * 90 : 24 * 7);
  const [issued, setIssued] = useState<IssuedShareLink | null>(null);
  const create = useMutation(createShareLinkMutation(useQueryClient()));
  const badge = kind === 'badge';
  const { errors, problem, busy, onSubmit } = useForm(formSchema, async ({ note }) => {
    const common = { kind, arn, hideNames, expiresInHours: hours, ...(note === undefined ? {} : { note }) };
    const page = { sections, showMaker, ...windowOf(choice, at, Date.now()) };
    setIssued(await create.mutateAsync(badge ? common : { ...common, ...page }));
    create.reset();
    announce(badge ? 'Badge made' : 'Link made');
  });
  const name = tenantOf(parseArn(arn) ?? { partition: '', region: '', account: '', resourceType: '', resourceId: arn });
  const none = !badge && sections.length === 0 ? 'Choose at least one part to show.' : null;
  return (
    <Dialog
      open
      onClose={onClose}
      title={badge ? 'Status badge' : 'Share link'}
      description={
        badge ? (
          'A small picture for a wiki or a status page: whether this sender may send, and nothing else.'
        ) : (
          <>
            Shows <bdi>{name.tenantName}</bdi> to whoever has the link, without an account. It opens nothing else.
          </>
        )
      }
    >
      {issued ? (
        <div className="mt-3">
          {badge ? <BadgeOnce issued={issued} /> : <ShareLinkOnce issued={issued} />}
          <div className="mt-4 flex flex-wrap items-center justify-between gap-2">
            <Link href={pages.shareLinks()} prefetch={false} className="underline">
              All share links
            </Link>
            <Button look="strong" onClick={onClose}>
              Done
            </Button>
          </div>
        </div>
      ) : (
        <form noValidate onSubmit={onSubmit} className="mt-4 flex flex-col gap-4">
          {badge ? null : (
            <>
              <SectionFields value={sections} onChange={setSections} />
              <WindowFields value={choice} onChange={setChoice} at={at} />
            </>
          )}
          <fieldset className="flex flex-col gap-1">
            <legend className="mb-1 font-[520]">Names</legend>
            <Check
              label={badge ? 'Leave the name out' : 'Hide names and ids'}
              hint={
                badge
                  ? 'The badge then says “SES sending”.'
                  : 'Name, ARN, account, tenant id, labels and sending domains, also inside causes and evidence.'
              }
              checked={hideNames}
              onChange={setHideNames}
            />
            {badge ? null : (
              <Check label="Say on the page that I shared it" checked={showMaker} onChange={setShowMaker} />
            )}
          </fieldset>
          <div className="grid gap-4 sm:grid-cols-[160px_1fr]">
            <SelectField
              label="Works for"
              value={String(hours)}
              options={EXPIRIES.map(({ hours: value, words }) => ({ value: String(value), words }))}
              onChange={(value) => setHours(Number(value))}
            />
            <TextField
              label="Note"
              name="note"
              autoComplete="off"
              placeholder="For the customer, ticket 4711"
              hint="For you, to find it again; it is not shown on it."
              error={errors['note']}
            />
          </div>
          <Refusal problem={problem} />
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" look="strong" busy={busy} refusal={refusal ?? none}>
              {badge ? 'Make badge' : 'Make link'}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
