import { ButtonLink, Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import type { Connection } from '@/lib/domain/connection.ts';
import { pages } from '@/lib/domain/paths.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';

const LIST_ACTION = 'ses:ListReputationEntities';

function deniedAction(connections: readonly Connection[]): { action: string; where: string } | null {
  for (const { denied, reason, label } of connections) {
    const action = reason?.iamAction ?? denied.find((name) => name === LIST_ACTION);
    if (action) return { action, where: label };
  }
  return null;
}

/** Why the list is empty; six reasons that must never look alike. The sixth, a deleted entity, has its own page. */
export function ListEmpty(props: {
  connections: readonly Connection[];
  isFiltered: boolean;
  anyKnown: boolean;
  clear: () => void;
  /** A moment in the past is shown. */
  past?: boolean;
}) {
  const { connections, isFiltered, anyKnown, clear, past = false } = props;
  if (past) {
    return (
      <EmptyState
        title={isFiltered ? 'No sender matched this filter then' : 'No sender was known then'}
        action={isFiltered ? <Button onClick={clear}>Clear the filter</Button> : null}
      >
        {isFiltered ? 'The moment stays when the filter is cleared.' : 'Standing had read none at that moment.'}
      </EmptyState>
    );
  }
  if (isFiltered && anyKnown) {
    return (
      <EmptyState title="No sender matches this filter" action={<Button onClick={clear}>Clear the filter</Button>}>
        Senders exist; the filter hides all of them.
      </EmptyState>
    );
  }
  const settings = <ButtonLink href={pages.connections()}>Look at the connections</ButtonLink>;
  const denied = deniedAction(connections);
  if (denied) {
    return (
      <EmptyState title="AWS does not permit listing senders" action={settings}>
        The credential of <PlainText text={denied.where} /> lacks{' '}
        <code className="font-mono text-ink">{denied.action}</code>. A pasted ARN still opens its entity.
      </EmptyState>
    );
  }
  const failing = connections.find(({ reason }) => reason !== null);
  if (failing?.reason) {
    return (
      <EmptyState title="AWS could not be read" action={settings}>
        <PlainText text={failing.label} />: {failing.reason.message}
        <p className="mt-2 font-mono text-[12px]">{failing.reason.code}</p>
      </EmptyState>
    );
  }
  if (connections.some(({ state, readAt }) => state === 'never-read' || readAt === null)) {
    return (
      <EmptyState title="Not read yet">
        The first read is under way. Disabled senders come first; this page fills by itself.
      </EmptyState>
    );
  }
  return (
    <EmptyState title="This account has no senders">
      Every connection was read, and SES reports no reputation entity. A tenant appears here after it is created in SES.
    </EmptyState>
  );
}
