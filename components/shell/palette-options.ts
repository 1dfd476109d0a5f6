import { currentCommands } from '@/components/shell/commands.ts';
import { currentShortcuts } from '@/components/shell/keyboard.ts';
import { visible } from '@/components/ui/plain-text.tsx';
import { recentSenders } from '@/lib/client/recent-senders.ts';
import type { EntityListItem } from '@/lib/domain/entity.ts';
import { isEntityArn } from '@/lib/domain/parse-arn.ts';
import { parseResource } from '@/lib/domain/parse-resource.ts';
import { pages } from '@/lib/domain/paths.ts';

export interface PaletteOption {
  group: 'Go to' | 'Senders' | 'Recent' | 'On this page' | 'Pages';
  label: string;
  /** Smaller, behind the label: a Region, a key, or why it cannot be done. */
  detail: string;
  refused?: boolean;
  /** A page, or something to do. */
  act: { href: string } | { run: () => void };
}

const PAGES: readonly [string, string][] = [
  ['Overview', pages.overview()],
  ['Fleet', pages.fleet()],
  ['What changed', pages.diff()],
  ['Entities', pages.entities()],
  ['Triage', pages.triage()],
  ['Triage: acts', pages.acts()],
  ['Triage: hand over', pages.handOver()],
  ['Activity', pages.activity()],
  ['Acts and access (audit)', pages.activity({ view: 'audit' })],
  ['Settings: connections', pages.connections()],
  ['Settings: people', pages.people()],
  ['Settings: import', pages.imports()],
  ['Settings: guard rails', pages.guardRails()],
  ['Settings: your account', pages.account()],
  ['Settings: share links', pages.shareLinks()],
  ['Settings: API tokens', pages.tokens()],
  ['Settings: notifications', pages.notifications()],
  ['Settings: API reference', pages.apiReference()],
];
/** Keys that move in what is on the page mean nothing from here. */
const NOT_OFFERED = new Set(['mod+k', '/', 'j', 'k', 'x', 'Enter']);

/** Everything that was typed stands in it, in any order. */
function matches(label: string, text: string): boolean {
  const within = label.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => within.includes(word));
}

/** Where the text itself leads: an ARN to its sender, a domain to who uses it, anything else to the list. */
function direct(text: string): PaletteOption[] {
  if (text === '') return [];
  if (isEntityArn(text)) {
    return [{ group: 'Go to', label: text, detail: 'this sender', act: { href: pages.entity(text) } }];
  }
  if (parseResource(text) !== null) {
    const href = pages.entities({ resource: text });
    return [{ group: 'Go to', label: `Who uses ${text}`, detail: 'asks SES', act: { href } }];
  }
  return [];
}

/** What the palette offers for a text. `found` are the senders that the server found for it. */
export function paletteOptions(text: string, found: readonly EntityListItem[]): PaletteOption[] {
  const recent = recentSenders().filter(({ name }) => matches(name, text));
  const senders = found.map(({ arn, name, region, label }): PaletteOption => ({
    group: 'Senders',
    label: visible(label?.name ? `${name} · ${label.name}` : name),
    detail: region,
    act: { href: pages.entity(arn) },
  }));
  const commands = currentCommands().map(({ label, refusal, run }): PaletteOption => ({
    group: 'On this page',
    label,
    detail: refusal ?? '',
    refused: refusal != null,
    act: { run },
  }));
  const shortcuts = currentShortcuts().flatMap(({ key, label, run }): PaletteOption[] =>
    NOT_OFFERED.has(key) ? [] : [{ group: 'On this page', label, detail: key, act: { run } }],
  );
  const all = text === '' || isEntityArn(text) ? [] : [listOf(text)];
  return [
    ...direct(text),
    ...senders,
    ...(text === '' ? recent.map((one) => recentOption(one)) : []),
    ...[...commands, ...shortcuts].filter(({ label }) => matches(label, text)),
    ...PAGES.filter(([label]) => matches(label, text)).map(([label, href]): PaletteOption => ({
      group: 'Pages',
      label,
      detail: '',
      act: { href },
    })),
    ...all,
  ];
}

function recentOption({ arn, name, region }: ReturnType<typeof recentSenders>[number]): PaletteOption {
  return { group: 'Recent', label: visible(name), detail: region, act: { href: pages.entity(arn) } };
}

function listOf(text: string): PaletteOption {
  return {
    group: 'Pages',
    label: `List senders with “${visible(text)}”`,
    detail: '',
    act: { href: pages.entities({ q: text }) },
  };
}
