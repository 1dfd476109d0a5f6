'use client';

import { copyText } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Menu, MenuItem } from '@/components/ui/menu.tsx';
import { linkSentence, readCommand } from '@/components/entity/entity-words.ts';
import type { Entity } from '@/lib/domain/entity.ts';
import { pages } from '@/lib/domain/paths.ts';

/** Everything one may want elsewhere. The pinned link has its own button. */
export default function CopyMenu({ entity }: { entity: Entity }) {
  const live = () =>
    `${linkSentence(entity, Date.now())}\n${new URL(pages.entity(entity.arn), window.location.origin).href}`;
  const items: [string, () => string][] = [
    ['ARN', () => entity.arn],
    ['Name', () => entity.name],
    ['Live link', live],
    ['JSON', () => JSON.stringify(entity, null, 2)],
    ['AWS CLI command', () => readCommand(entity)],
  ];
  return (
    <Menu trigger={<Button>Copy</Button>}>
      {items.map(([label, text]) => (
        <MenuItem key={label} onSelect={() => void copyText(text(), `${label} copied`)}>
          {label}
        </MenuItem>
      ))}
    </Menu>
  );
}
