'use client';

/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no list of the browser's own is narrowed by a field that keeps the focus */

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useDeferredValue, useEffect, useId, useState, type KeyboardEvent } from 'react';
import { releaseKeys } from '@/components/shell/hold-keys.ts';
import { paletteOptions, type PaletteOption } from '@/components/shell/palette-options.ts';
import { announce } from '@/components/ui/announce.ts';
import { Dialog } from '@/components/ui/dialog.tsx';
import { findSendersQuery } from '@/lib/client/entity-queries.ts';

const PAUSE_MS = 150;

/** The text as it was when typing paused. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** Go anywhere, or do what can be done here, by a few letters. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const id = useId();
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const text = useDeferredValue(typed.trim());
  const paused = usePaused(text);
  const { data, isFetching } = useQuery({ ...findSendersQuery(paused), enabled: paused !== '' });
  const options = paletteOptions(text, text === '' ? [] : (data?.items ?? []));
  const at = Math.min(active, options.length - 1);
  const groups = Map.groupBy(options.entries(), ([, option]) => option.group);
  const settled = paused === text && !isFetching;

  function choose(option: PaletteOption | undefined): void {
    if (option === undefined) return;
    if (option.refused) return announce(option.detail);
    onClose();
    const { act } = option;
    if ('href' in act) router.push(act.href);
    // After the dialog is gone, for what is done may open another one or move the focus.
    else setTimeout(act.run, 0);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.nativeEvent.isComposing) return;
    if (step !== 0) setActive((at + step + options.length) % Math.max(1, options.length));
    else if (event.key === 'Enter') choose(options[at]);
    else return;
    event.preventDefault();
  }

  return (
    <Dialog open bare onClose={onClose} title="Go to a sender or a page, or do something here">
      <input
        type="text"
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={options.length > 0 ? `${id}-${at}` : undefined}
        aria-autocomplete="list"
        aria-label="Sender, ARN, page or action"
        placeholder="Sender, ARN, page or action"
        autoComplete="off"
        spellCheck={false}
        maxLength={2048}
        className="min-h-9 w-full border-b border-line bg-transparent px-1 pb-2 text-[15px] text-ink outline-none placeholder:text-soft"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => {
          const early = releaseKeys();
          if (early !== '') setTyped((now) => now + early);
        }}
      />
      <div id={`${id}-list`} role="listbox" aria-label="What fits" className="mt-2 max-h-[55dvh] overflow-auto">
        {[...groups].map(([group, entries]) => (
          <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
            <div id={`${id}-${group}`} className="px-2 pt-2 pb-1 text-[12px] font-[550] text-soft">
              {group}
            </div>
            {entries.map(([index, option]) => (
              <Option
                key={index}
                id={`${id}-${index}`}
                option={option}
                selected={index === at}
                onPoint={() => setActive(index)}
                onChoose={() => choose(option)}
              />
            ))}
          </div>
        ))}
      </div>
      {options.length === 0 ? <p className="px-2 py-3 text-soft">Nothing fits.</p> : null}
      <output className="sr-only">
        {settled ? `${options.length} ${options.length === 1 ? 'result' : 'results'}` : ''}
      </output>
    </Dialog>
  );
}

interface OptionProps {
  id: string;
  option: PaletteOption;
  selected: boolean;
  onPoint: () => void;
  onChoose: () => void;
}

/** Keys reach it through the field above, which keeps the focus. */
function Option({ id, option: { label, detail, refused = false }, selected, onPoint, onChoose }: OptionProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      ref={(element) => (selected ? element?.scrollIntoView({ block: 'nearest' }) : undefined)}
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-disabled={refused || undefined}
      className={`flex min-h-9 cursor-pointer flex-wrap items-center gap-x-3 rounded-md px-2 py-1 aria-disabled:cursor-not-allowed ${selected ? 'bg-paused-bg outline-2 -outline-offset-2 outline-transparent forced-colors:outline-[Highlight]' : ''}`}
      onPointerMove={onPoint}
      onClick={onChoose}
    >
      <span className={`min-w-0 [overflow-wrap:anywhere] ${refused ? 'text-soft' : ''}`}>{label}</span>
      <span className="ml-auto text-[12.5px] text-soft">{detail}</span>
    </div>
  );
}
