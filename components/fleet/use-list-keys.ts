import { useShortcuts } from '@/components/shell/keyboard.ts';
import { copyText } from '@/components/ui/announce.ts';
import { pages } from '@/lib/domain/paths.ts';
import type { EntityListItem } from '@/lib/domain/entity.ts';

interface ListKeys {
  rowAt: (index: number) => EntityListItem | undefined;
  count: number;
  selected: string | null;
  select: (arn: string) => void;
  open: (href: string) => void;
  /** Of a list in the past. */
  moment?: { at?: string };
}

/** Moving through the list by keyboard. The selection is an ARN, so it survives a change of order. */
export function useListKeys({ rowAt, count, selected, select, open, moment = {} }: ListKeys): void {
  function selectedIndex(): number {
    if (selected === null) return -1;
    for (let index = 0; index < count; index += 1) if (rowAt(index)?.arn === selected) return index;
    return -1;
  }
  function move(step: number): void {
    const next = rowAt(Math.min(count - 1, Math.max(0, selectedIndex() + step)));
    if (!next) return;
    select(next.arn);
    requestAnimationFrame(() => {
      document.querySelector('[data-row][data-selected]')?.scrollIntoView({ block: 'nearest' });
    });
  }
  useShortcuts([
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
