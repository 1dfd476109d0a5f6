'use client';

import { useQuery } from '@tanstack/react-query';
import { SNOOZES } from '@/components/triage/snooze-choices.ts';
import type { QueueAct } from '@/components/triage/use-case-changes.ts';
import { Button } from '@/components/ui/button.tsx';
import { Menu } from '@/components/ui/menu.tsx';
import { sessionQuery } from '@/lib/client/session-queries.ts';
import { peopleQuery } from '@/lib/client/triage-queries.ts';
import { refusalOf, roleMay } from '@/lib/domain/access.ts';
import type { TriageShow } from '@/lib/domain/triage-queue.ts';

export const ACKNOWLEDGE: QueueAct = {
  done: 'Acknowledged',
  change: { acknowledged: true },
  inverse: () => ({ acknowledged: false }),
};
/** As it was put off before, where all of them were alike. */
const snoozeAgain: QueueAct['inverse'] = (before) => {
  const snoozes = new Map(before?.map(({ snoozed }) => [`${snoozed?.until} ${snoozed?.untilChange}`, snoozed]));
  const [snoozed] = snoozes.values();
  if (snoozes.size !== 1 || !snoozed) return null;
  return { snooze: { untilChange: snoozed.untilChange, ...(snoozed.until !== null && { until: snoozed.until }) } };
};

const TO_QUEUE: Partial<Record<TriageShow, QueueAct>> = {
  acknowledged: { done: 'Back in the queue', change: { acknowledged: false }, inverse: () => ({ acknowledged: true }) },
  snoozed: { done: 'Back in the queue', change: { snooze: null }, inverse: snoozeAgain },
  'meant-so': { done: 'Needs a person', change: { sorted: 'needs-a-person' }, inverse: () => ({ sorted: 'meant-so' }) },
};
const MEANT_SO: QueueAct = { done: 'Meant so', change: { sorted: 'meant-so' }, inverse: () => ({ sorted: null }) };
const NEEDS_A_PERSON: QueueAct = {
  done: 'Needs a person',
  change: { sorted: 'needs-a-person' },
  inverse: () => ({ sorted: null }),
};

export const assignment = (owner: { id: string; name: string } | null): QueueAct => ({
  done: owner === null ? 'Nobody’s now' : `Given to ${owner.name}`,
  change: { ownerId: owner?.id ?? null },
  inverse: (before) => {
    const ids = new Set(before?.map((one) => one.owner?.id ?? null));
    const [id] = ids;
    return ids.size === 1 && id !== undefined ? { ownerId: id } : null;
  },
});

/** Why somebody may not change cases; null where they may, or while it is not known. */
export function useCaseRefusal(): string | null {
  const { data: session } = useQuery(sessionQuery());
  const role = session?.user?.role;
  return role === undefined || roleMay(role, 'cases.write') ? null : refusalOf('cases.write');
}

/** What can be done about rows of the queue, or about those folded away. */
export function RowActs(props: {
  show: TriageShow;
  onAct: (act: QueueAct) => void;
  /** Opens the dialog that says what an act would do, and does it. */
  lift?: { label: string; run: () => void } | undefined;
}) {
  const { show, onAct, lift } = props;
  const refusal = useCaseRefusal();
  const button = (label: string, act: QueueAct) => (
    <Button refusal={refusal} onClick={() => onAct(act)}>
      {label}
    </Button>
  );
  if (show === 'before') {
    return (
      <>
        {button('Meant so', MEANT_SO)}
        {button('Needs a person', NEEDS_A_PERSON)}
      </>
    );
  }
  const back = TO_QUEUE[show];
  if (back) return button(show === 'meant-so' ? 'Needs a person' : 'Back to the queue', back);
  return (
    <>
      {lift ? (
        <Button refusal={refusal} onClick={lift.run}>
          {lift.label}
        </Button>
      ) : null}
      {button('Acknowledge', ACKNOWLEDGE)}
      {refusal === null ? <MoreActs onAct={onAct} /> : null}
    </>
  );
}

function MoreActs({ onAct }: { onAct: (act: QueueAct) => void }) {
  const { data: session } = useQuery(sessionQuery());
  const { data: people } = useQuery(peopleQuery());
  const me = session?.user?.id;
  const others = people?.items.filter(({ id }) => id !== me) ?? [];
  const self = people?.items.find(({ id }) => id === me);
  const give = [
    ...(self ? [{ label: 'To me', run: () => onAct(assignment(self)) }] : []),
    ...others.slice(0, 12).map((person) => ({ label: person.name, run: () => onAct(assignment(person)) })),
    { label: 'To nobody', run: () => onAct(assignment(null)) },
  ];
  return (
    <>
      <Menu
        label="Snooze"
        entries={SNOOZES.map(({ label, snooze }) => ({
          label,
          run: () =>
            onAct({ done: 'Snoozed', change: { snooze: snooze(Date.now()) }, inverse: () => ({ snooze: null }) }),
        }))}
      />
      <Menu label="Assign" entries={give} />
    </>
  );
}
