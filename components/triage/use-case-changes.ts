import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { announce, notify } from '@/components/ui/announce.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { changeCasesMutation } from '@/lib/client/triage-queries.ts';
import { counted } from '@/lib/domain/counted.ts';
import type { CaseChange, TriageCase } from '@/lib/domain/triage-case.ts';
import type { TriageRow } from '@/lib/domain/triage-queue.ts';

/** What was done last, and how to take it back. */
export interface Undoable {
  said: string;
  run: () => void;
}

/** Each act of the queue beside what takes it back. */
export interface QueueAct {
  /** "Acknowledged", as it is said afterwards. */
  done: string;
  change: CaseChange;
  /** Puts a case back as it was; null where these were not all alike, or not all are known here. */
  inverse: (before: readonly TriageCase[] | null) => CaseChange | null;
}

export const senders = (count: number) => counted(count, 'sender');

/**
 * Changes the cases of rows and lets the rows leave at once; what is not taken (somebody was first) comes back and is
 * said. Taking back asks for the versions that this change made, so it never undoes somebody else's.
 */
export function useCaseChanges() {
  const client = useQueryClient();
  const { mutateAsync } = useMutation(changeCasesMutation(client));
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [undoable, setUndoable] = useState<Undoable | null>(null);

  const hide = (arns: readonly string[], hidden: boolean) =>
    setGone((now) => new Set(hidden ? [...now, ...arns] : [...now].filter((arn) => !arns.includes(arn))));

  async function change(rows: readonly TriageRow[], act: QueueAct): Promise<void> {
    const arns = rows.flatMap((row) => row.arns);
    const versions = Object.assign({}, ...rows.map((row) => row.versions)) as Record<string, number>;
    hide(arns, true);
    try {
      const { changed, moved } = await mutateAsync({ arns, change: act.change, versions });
      const [only] = rows.length === 1 && rows[0]?.count === 1 ? rows[0].senders : [];
      const said = `${act.done}: ${only?.name ?? senders(changed.length)}`;
      if (moved.length > 0) notify(movedWords(moved), 'watch');
      if (changed.length === 0) return;
      announce(said);
      const inverse = act.inverse(casesOf(rows));
      setUndoable(inverse && { said, run: () => void takeBack(changed, inverse) });
    } catch (error) {
      notify(problemOf(error).detail, 'stop');
    } finally {
      hide(arns, false);
    }
  }

  async function takeBack(changed: readonly { arn: string; version: number }[], inverse: CaseChange): Promise<void> {
    setUndoable(null);
    try {
      const { moved } = await mutateAsync({
        arns: changed.map(({ arn }) => arn),
        change: inverse,
        versions: Object.fromEntries(changed.map(({ arn, version }) => [arn, version])),
      });
      if (moved.length > 0) notify(`${senders(moved.length)} changed since and stay as they are.`, 'watch');
      else notify('Taken back');
    } catch (error) {
      notify(problemOf(error).detail, 'stop');
    }
  }

  return { change, gone, undoable, forget: () => setUndoable(null) };
}

/** The cases of these rows as they were shown; null where a folded row does not show all of its own. */
function casesOf(rows: readonly TriageRow[]): TriageCase[] | null {
  if (rows.some((row) => row.senders.length < row.count)) return null;
  return rows.flatMap((row) => row.senders.map((sender) => sender.case));
}

function movedWords(moved: readonly { steps: readonly { who: { name: string } }[] }[]): string {
  const names = [...new Set(moved.flatMap(({ steps }) => steps.map(({ who }) => who.name)))];
  return `${senders(moved.length)} left as they are: ${names.slice(0, 3).join(', ') || 'somebody'} changed them meanwhile.`;
}
