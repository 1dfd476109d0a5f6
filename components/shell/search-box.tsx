'use client';

import { Search } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { parseAsString, useQueryState } from 'nuqs';
import { useRef, useState } from 'react';
import { useShortcuts } from '@/components/shell/keyboard.ts';
import { Kbd } from '@/components/ui/kbd.tsx';
import { isEntityArn } from '@/lib/domain/parse-arn.ts';
import { parseResource } from '@/lib/domain/parse-resource.ts';
import { pages } from '@/lib/domain/paths.ts';

/**
 * Finds a sender. On the list it filters as one types; elsewhere Enter goes to the list; a pasted ARN goes to its entity.
 * Enter on a domain or an address asks who uses it.
 */
export function SearchBox() {
  const onList = usePathname() === '/entities';
  const router = useRouter();
  const box = useRef<HTMLInputElement>(null);
  const [filter, setFilter] = useQueryState('q', parseAsString.withDefault(''));
  const [resource, setResource] = useQueryState('resource', parseAsString.withDefault(''));
  const [draft, setDraft] = useState('');
  const focus = () => {
    box.current?.focus();
    box.current?.select();
  };
  useShortcuts([{ key: '/', label: 'Find a sender', group: 'Everywhere', run: focus }]);

  function change(text: string) {
    if (isEntityArn(text.trim())) go(text);
    else if (onList) {
      void setFilter(text === '' ? null : text);
      void setResource(null);
    } else setDraft(text);
  }
  function go(text: string) {
    const wanted = text.trim();
    setDraft('');
    if (isEntityArn(wanted)) router.push(pages.entity(wanted));
    else if (parseResource(wanted) !== null) router.push(pages.entities({ resource: wanted }));
    else if (!onList) router.push(pages.entities({ q: wanted }));
    box.current?.blur();
  }

  const shown = onList ? filter || resource : draft;
  return (
    <search className="contents">
      <form
        className="flex min-w-0 flex-1 items-center gap-2 rounded-lg border border-line bg-panel px-2.5 focus-within:border-accent sm:max-w-[420px]"
        onSubmit={(event) => {
          event.preventDefault();
          go(shown);
        }}
      >
        <Search size={14} aria-hidden="true" className="flex-none text-soft" />
        <input
          ref={box}
          type="search"
          name="q"
          aria-label="Find a sender, cause, domain or ARN"
          placeholder="Find a sender, cause, domain or ARN"
          autoComplete="off"
          spellCheck={false}
          maxLength={2048}
          className="min-h-8 w-full min-w-0 bg-transparent text-ink outline-none placeholder:text-soft"
          value={shown}
          onChange={(event) => change(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') box.current?.blur();
          }}
        />
        <Kbd>/</Kbd>
      </form>
    </search>
  );
}
