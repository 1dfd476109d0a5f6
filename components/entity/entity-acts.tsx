'use client';

import { useQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { CopyMenu } from '@/components/entity/copy-menu.tsx';
import { ACT_WORDS, type StatusAct } from '@/components/entity/act-words.ts';
import { blindConnections } from '@/components/shell/reading-state.ts';
import { Button } from '@/components/ui/button.tsx';
import { findingsQuery } from '@/lib/client/entity-queries.ts';
import { overviewQuery } from '@/lib/client/overview-queries.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { refusalOf, roleMay } from '@/lib/domain/access.ts';
import { entityCan, suggestedLift, type ActSubject } from '@/lib/domain/entity-can.ts';
import type { Entity } from '@/lib/domain/entity.ts';

const ActDialog = dynamic(() => import('@/components/entity/act-dialog.tsx'), { ssr: false });

const permits = (subject: ActSubject, act: StatusAct) => entityCan.act(act, subject) === true;

/** What can be done about this entity; what cannot is shown disabled, with the reason. */
export function EntityActs({ entity }: { entity: Entity }) {
  const [open, setOpen] = useState<StatusAct | null>(null);
  const { data: session } = useQuery(sessionQuery());
  const { data: overview } = useQuery(overviewQuery());
  const { data: findings } = useQuery(findingsQuery(entity.arn));
  const connection = overview?.connections.find(({ id }) => id === entity.connectionId);
  const blind = connection ? blindConnections([connection])[0] : undefined;
  const subject: ActSubject = {
    sendingStatusAggregate: entity.sendingStatusAggregate,
    customerStatus: entity.customerManagedStatus?.status ?? null,
    awsSesStatus: entity.awsSesManagedStatus?.status ?? null,
    reputationManagementPolicy: entity.reputationManagementPolicy,
    deletedAt: entity.deletedAt,
    unread: blind ? (blind.reason?.message ?? 'unread').replace(/\.$/, '') : null,
    past: entity.past !== undefined,
  };
  const openFindings = findings?.items.filter(({ status }) => status === 'OPEN') ?? [];
  const lift = suggestedLift({ known: findings?.readAt != null, open: openFindings }) ?? 'reinstate';
  const other = lift === 'enable' ? 'reinstate' : 'enable';
  const stopped = entity.standing.startsWith('disabled');
  const main: StatusAct = stopped ? lift : 'disable';
  const role = session?.user?.role;
  const mayAct = session?.demo === true || (role !== undefined && roleMay(role, 'acts.start'));

  function refusal(act: StatusAct): string | null {
    if (session && !mayAct) return refusalOf('acts.start');
    const permit = entityCan.act(act, subject);
    return permit === true ? null : permit.reason;
  }
  const shown: StatusAct[] = stopped ? [main] : entity.standing === 'enabled' ? ['disable'] : ['disable', 'enable'];
  const alternative = stopped && permits(subject, other) ? other : null;

  return (
    <>
      {shown.map((act) => (
        <Button key={act} refusal={refusal(act)} onClick={() => setOpen(act)}>
          {stopped ? ACT_WORDS.reinstate.verb : ACT_WORDS[act].verb}
        </Button>
      ))}
      <CopyMenu entity={entity} />
      {open ? (
        <ActDialog
          entity={entity}
          act={open}
          alternative={open === main ? alternative : null}
          onClose={() => setOpen(null)}
        />
      ) : null}
    </>
  );
}
