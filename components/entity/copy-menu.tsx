'use client';

import { linkSentence } from '@/components/entity/entity-words.ts';
import { readCommand } from '@/components/shell/act-command.ts';
import { copyText } from '@/components/ui/announce.ts';
import { Menu } from '@/components/ui/menu.tsx';
import type { Entity } from '@/lib/domain/entity.ts';
import { pages } from '@/lib/domain/paths.ts';

function liveLink(entity: Entity): string {
  const link = new URL(pages.entity(entity.arn), window.location.origin).href;
  return `${linkSentence(entity, Date.now())}\n${link}`;
}

/** Everything one may want elsewhere. The pinned link has its own button. */
export function CopyMenu({ entity }: { entity: Entity }) {
  const entry = (label: string, text: () => string) => ({
    label,
    run: () => void copyText(text(), `${label} copied`),
  });
  const cause = entity.awsSesManagedStatus?.cause ?? entity.customerManagedStatus?.cause;
  return (
    <Menu
      label="Copy"
      entries={[
        entry('ARN', () => entity.arn),
        entry('Name', () => entity.name),
        ...(cause ? [entry('Cause', () => cause)] : []),
        entry('Live link', () => liveLink(entity)),
        entry('JSON', () => JSON.stringify(entity, null, 2)),
        entry('AWS CLI command', () => readCommand(entity)),
      ]}
    />
  );
}
