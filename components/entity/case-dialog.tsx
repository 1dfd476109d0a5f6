'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { caseText } from '@/components/entity/case-text.ts';
import { Button } from '@/components/ui/button.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { TextArea } from '@/components/ui/text-field.tsx';
import { changesQuery } from '@/lib/client/change-queries.ts';
import { findingsQuery } from '@/lib/client/entity-queries.ts';
import type { Entity } from '@/lib/domain/entity.ts';

const SUPPORT = 'https://support.console.aws.amazon.com/support/home#/case/create';

/** Text for a Support case, filled in with what is known; to be completed here and taken to AWS by hand. */
export default function CaseDialog({ entity, onClose }: { entity: Entity; onClose: () => void }) {
  const { data: findings } = useQuery(findingsQuery(entity.arn));
  const { data: changes } = useInfiniteQuery(changesQuery({ arn: entity.arn }));
  const filled = caseText(entity, findings?.items ?? [], changes?.pages.flatMap(({ items }) => items) ?? []);
  // What somebody typed is theirs; until then the text follows what is known.
  const [edited, setEdited] = useState<string | null>(null);
  const text = edited ?? filled;
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="AWS case text"
      description="AWS documents a Support case as the way to lift an SES-managed status. Standing sends nothing."
    >
      <div className="mt-4 flex flex-col gap-4">
        <TextArea
          label="Text"
          rows={18}
          spellCheck={false}
          hint="Complete the places in brackets. Causes and findings are verbatim."
          className="font-mono text-[12.5px] leading-[1.5]"
          value={text}
          onChange={(event) => setEdited(event.target.value)}
        />
        <div className="flex flex-wrap items-center justify-end gap-2">
          {entity.partition === 'aws' ? (
            <a href={SUPPORT} target="_blank" rel="noreferrer" className="mr-auto underline">
              Open AWS Support
            </a>
          ) : null}
          <Button onClick={onClose}>Close</Button>
          <CopyButton look="strong" label="Copy text" said="Case text copied" text={() => text} />
        </div>
      </div>
    </Dialog>
  );
}
