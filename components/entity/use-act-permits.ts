import { useQuery } from '@tanstack/react-query';
import { blindConnections } from '@/components/shell/reading-state.ts';
import { findingsQuery } from '@/lib/client/entity-queries.ts';
import { guardRailsQuery } from '@/lib/client/guard-rail-queries.ts';
import { overviewQuery } from '@/lib/client/overview-queries.ts';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { refusalOf, roleMay } from '@/lib/domain/access.ts';
import type { ActName } from '@/lib/domain/act-names.ts';
import { entityCan, protectionWords, suggestedLift, type ActSubject } from '@/lib/domain/entity-can.ts';
import type { Entity } from '@/lib/domain/entity.ts';

/** What may be done to an entity by whoever is looking, and which act lifts it; the API asks the same tables again. */
export function useActPermits(entity: Entity) {
  const { data: session } = useQuery(sessionQuery());
  const { data: overview } = useQuery(overviewQuery());
  const { data: guard } = useQuery(guardRailsQuery());
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
    held: guard?.held ?? null,
    protectedBy: entity.protection === null ? null : protectionWords(entity.protection),
  };
  const role = session?.user?.role;
  const mayAct = session?.demo === true || (role !== undefined && roleMay(role, 'acts.start'));
  const openFindings = findings?.items.filter(({ status }) => status === 'OPEN') ?? [];
  return {
    lift: suggestedLift({ known: findings?.readAt != null, open: openFindings }) ?? 'reinstate',
    openFindings,
    /** Null where it may be done, else why not. */
    refusal(act: ActName, policy?: string): string | null {
      if (session && !mayAct) return refusalOf('acts.start');
      const action = `ses:${act === 'set-policy' ? 'UpdateReputationEntityPolicy' : 'UpdateReputationEntityCustomerManagedStatus'}`;
      const lacks = connection?.denied.includes(action) ? action : null;
      const permit = entityCan.act(act, { ...subject, lacks }, policy);
      return permit === true ? null : permit.reason;
    },
  };
}
