'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { TextArea } from '@/components/ui/text-field.tsx';
import { entityQuery, findingsQuery } from '@/lib/client/entity-queries.ts';
import { draftNotice } from '@/lib/domain/draft-notice.ts';
import type { Entity } from '@/lib/domain/entity.ts';
import type { Finding } from '@/lib/domain/finding.ts';

function textOf(entity: Entity, findings: readonly Finding[]): string {
  const { awsSesManagedStatus: aws, customerManagedStatus: customer } = entity;
  return draftNotice({
    name: entity.name,
    customer: entity.label?.name ?? null,
    region: entity.region,
    standing: entity.standing,
    since: entity.since,
    cause: (aws?.status === 'DISABLED' ? aws : (customer ?? aws))?.cause ?? null,
    awsSesStatus: aws?.status ?? null,
    findings: findings.filter(({ status }) => status === 'OPEN'),
  });
}

/** A notice to the sender's owner, to be read over here and sent by hand. */
export default function NoticeDialog({ arn, onClose }: { arn: string; onClose: () => void }) {
  const { data: entity } = useQuery(entityQuery(arn));
  const { data: findings } = useQuery(findingsQuery(arn));
  // What somebody typed is theirs; until then the text follows what is known.
  const [edited, setEdited] = useState<string | null>(null);
  const text = edited ?? (entity ? textOf(entity, findings?.items ?? []) : '');
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title="Notice to the sender"
      description="A draft from what SES reports. Standing sends nothing: read it over, complete it, and send it yourself."
    >
      <div className="mt-4 flex flex-col gap-4">
        <TextArea label="Text" rows={18} value={text} onChange={(event) => setEdited(event.target.value)} />
        <div className="flex flex-wrap items-center justify-end gap-2">
          {entity?.label?.contact ? (
            <span className="mr-auto text-soft [overflow-wrap:anywhere]">Contact: {entity.label.contact}</span>
          ) : null}
          <Button onClick={onClose}>Close</Button>
          <CopyButton look="strong" label="Copy text" said="Notice copied" text={() => text} />
        </div>
      </div>
    </Dialog>
  );
}
