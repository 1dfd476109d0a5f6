'use client';

import { Dialog } from '@/components/ui/dialog.tsx';
import { remember, shortcuts, useRemembered } from '@/components/ui/remembered.ts';
import { currentShortcuts } from '@/components/shell/keyboard.ts';

const GROUPS = ['Everywhere', 'List', 'Entity'] as const;
const NAMES: Record<string, string> = { 'mod+k': 'Ctrl or ⌘ K', Enter: 'Enter' };

/** What the keys do on this page, read from the registry itself. */
export default function KeyboardHelp({ onClose }: { onClose: () => void }) {
  const state = useRemembered(shortcuts);
  const all = currentShortcuts();
  return (
    <Dialog open onClose={onClose} title="Keyboard" description="Keys work outside text fields.">
      {GROUPS.map((group) => {
        const rows = all.filter((shortcut) => shortcut.group === group);
        return rows.length === 0 ? null : (
          <section key={group} className="mt-4">
            <h3 className="text-[12px] font-[550] text-soft">{group}</h3>
            <dl>
              {rows.map((shortcut) => (
                <div key={shortcut.key} className="flex min-h-8 items-center justify-between border-t border-line">
                  <dt>{shortcut.label}</dt>
                  <dd className="font-mono text-[12px]">{NAMES[shortcut.key] ?? shortcut.key}</dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
      <label className="mt-5 flex min-h-8 cursor-pointer items-center gap-2.5">
        <input
          type="checkbox"
          className="size-4 accent-(--accent)"
          checked={state === 'on'}
          onChange={(event) => remember(shortcuts, event.target.checked ? 'on' : 'off')}
        />
        Single keys are on
      </label>
    </Dialog>
  );
}
