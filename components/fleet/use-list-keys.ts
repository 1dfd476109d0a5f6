import { useShortcuts, type Shortcut } from '@/components/shell/keyboard.ts';
import { copyText } from '@/components/ui/announce.ts';
import { pages } from '@/lib/domain/paths.ts';
import type { Selection } from '@/components/fleet/use-selection.ts';
import type { EntityListItem } from '@/lib/domain/entity.ts';

interface ListKeys {
  rowAt: (index: number) => EntityListItem | undefined;
  count: number;
  selected: string | null;
  select: (arn: string) => void;
  open: (href: string) => void;
  /** Of a list in the past. */
  moment?: { at?: string };
  /** Where senders can be chosen to be acted on. */
  selection?: Selection;
}

/** Moving through the list by keyboard. The selection is an ARN, so it survives a change of order. */
export function useListKeys(props: ListKeys): void {
  const { rowAt, count, selected, select, open, moment = {}, selection } = props;
  function selectedIndex(): number {
    if (selected === null) return -1;
    for (let index = 0; index < count; index += 1) if (rowAt(index)?.arn === selected) return index;
    return -1;
  }
  function move(step: number, extending = false): void {
    const next = rowAt(Math.min(count - 1, Math.max(0, selectedIndex() + step)));
    if (!next) return;
    if (extending) {
      if (selected !== null && !selection?.has(selected)) selection?.toggle(selected);
      selection?.extend(next.arn);
    }
    select(next.arn);
    requestAnimationFrame(() => {
      document.querySelector('[data-row][data-selected]')?.scrollIntoView({ block: 'nearest' });
    });
  }
  const choosing: Shortcut[] =
    selection === undefined
      ? []
      : [
          {
            key: 'x',
            label: 'Select the sender',
            group: 'List',
            run: () => {
              if (selected !== null) selection.toggle(selected);
            },
          },
          { key: 'J', label: 'Select down to the next', group: 'List', run: () => move(1, true) },
          { key: 'K', label: 'Select up to the previous', group: 'List', run: () => move(-1, true) },
          { key: '*', label: 'Select all that match', group: 'List', run: selection.selectAll },
        ];
  useShortcuts([
    ...choosing,
    { key: 'j', label: 'Next sender', group: 'List', run: () => move(1) },
    { key: 'k', label: 'Previous sender', group: 'List', run: () => move(-1) },
    {
      key: 'Enter',
      label: 'Open the selected sender',
      group: 'List',
      run: () => {
        if (selected !== null) open(pages.entity(selected, moment));
      },
    },
    {
      key: '.',
      label: 'Copy the ARN',
      group: 'List',
      run: () => {
        if (selected !== null) void copyText(selected, 'ARN copied');
      },
    },
  ]);
}
