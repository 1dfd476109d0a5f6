'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Refusal } from '@/components/shell/refusal.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { protectMutation } from '@/lib/client/label-mutations.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { refusalOf, roleMay } from '@/lib/domain/access.ts';
import type { Entity } from '@/lib/domain/entity.ts';
import { protectionWords } from '@/lib/domain/entity-can.ts';

/** Who the sender is to the operators: customer, number, contact, link. */
function Label({ label }: { label: NonNullable<Entity['label']> }) {
  const { name, customerNumber, contact, link } = label;
  const parts = [name, customerNumber, contact].filter((part) => part !== null);
  return (
    <p className="[overflow-wrap:anywhere]">
      {parts.map((part, at) => (
        <span key={part} className={at === 0 ? 'font-[550]' : 'text-soft'}>
          {at > 0 ? ' · ' : ''}
          <PlainText text={part} />
        </span>
      ))}
      {link === null ? null : (
        <>
          {parts.length > 0 ? ' · ' : ''}
          <a href={link} target="_blank" rel="noreferrer noopener" className="text-accent">
            <PlainText text={link} />
          </a>
        </>
      )}
    </p>
  );
}

/** Label and protection of the sender, as they are now, whatever moment the page shows. */
export function EntityLabel({ entity }: { entity: Entity }) {
  const { data: session } = useQuery(sessionQuery());
  const protect = useMutation(protectMutation(useQueryClient()));
  const { label, protection, arn, deletedAt } = entity;
  const role = session?.user?.role;
  const mayMark = session?.demo === true || (role !== undefined && roleMay(role, 'entities.label'));
  const refusal = session === undefined || mayMark ? null : refusalOf('entities.label');
  const turn = () =>
    protect.mutate(
      { arns: [arn], protected: protection === null },
      { onSuccess: () => announce(protection === null ? 'Protected' : 'No longer protected') },
    );
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1">
      {label === null ? null : <Label label={label} />}
      {protection === null ? null : (
        <p>
          Protected {protectionWords(protection)}, <Time at={protection.at} form="ago" />: no act until it is taken off.
        </p>
      )}
      {deletedAt === null ? (
        <Button look="quiet" refusal={refusal} busy={protect.isPending} onClick={turn} className="-ml-3">
          {protection === null ? 'Protect from acts' : 'Take protection off'}
        </Button>
      ) : null}
      <Refusal problem={protect.isError ? problemOf(protect.error) : null} />
    </div>
  );
}
