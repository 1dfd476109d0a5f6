import { createColumnHelper, tableFeatures } from '@tanstack/react-table';
import Link from 'next/link';
import { Strip } from '@/components/fleet/strip.tsx';
import { ImpactBadge, StandingBadge } from '@/components/shell/mark.tsx';
import { Time, useMomentOfPage } from '@/components/ui/time.tsx';
import type { EntityListItem } from '@/lib/domain/entity.ts';
import { pages } from '@/lib/domain/paths.ts';
import { PlainText, visible } from '@/components/ui/plain-text.tsx';

export const features = tableFeatures({});
const column = createColumnHelper<typeof features, EntityListItem>();

/** What operators know it by, and that nobody may act on it. */
function Known({ row: { label, protection }, after = '' }: { row: EntityListItem; after?: string }) {
  const words = [label?.name ?? label?.customerNumber, protection === null ? null : 'protected'].filter((word) => word);
  if (words.length === 0) return null;
  return (
    <>
      {after}
      <PlainText text={words.join(' · ')} />
    </>
  );
}

/**
 * The name as a link whose target is the whole row, and its label: on a line of its own where rows are a table.
 */
export function NameLink({ row, stacked = false }: { row: EntityListItem; stacked?: boolean }) {
  const moment = useMomentOfPage();
  const tip = [row.name, row.label?.name, row.label?.customerNumber].filter((word) => word).join(' · ');
  return (
    <Link
      href={pages.entity(row.arn, moment)}
      prefetch={false}
      data-tip={visible(tip)}
      className={`truncate font-[550] no-underline after:absolute after:inset-0 hover:underline ${stacked ? 'leading-[1.15]' : ''}`}
    >
      <PlainText text={row.name} />
      <span className={`font-normal text-soft ${stacked ? 'block truncate text-[11.5px]' : ''}`}>
        <Known row={row} after={stacked ? '' : ' · '} />
      </span>
    </Link>
  );
}

export function CauseWords({ row }: { row: EntityListItem }) {
  if (row.neverRead) return <>known from events alone, never read</>;
  if (row.deletedAt) {
    return (
      <>
        deleted, missing since <Time at={row.deletedAt} form="moment" />
      </>
    );
  }
  return (
    <>
      {row.likelyAutomatic ? <span className="text-ink">Likely by policy. </span> : null}
      {row.cause ? <PlainText text={row.cause} /> : null}
    </>
  );
}

/** Left to right as an operator asks: who, where, may it send, why, since when. */
export const columns = column.columns([
  column.display({ id: 'name', header: 'Sender', cell: ({ row }) => <NameLink row={row.original} stacked /> }),
  column.display({
    id: 'region',
    header: 'Region, account',
    cell: ({ row }) => (
      <span
        className="leading-tight whitespace-nowrap text-soft in-data-[density=compact]:text-[11px] in-data-[density=compact]:leading-[13px] min-[100rem]:truncate"
        data-tip={visible(row.original.connectionLabel)}
      >
        {row.original.region}
        <span className="hidden min-[100rem]:inline"> · </span>
        <span className="block text-[11.5px] in-data-[density=compact]:text-[11px] min-[100rem]:inline min-[100rem]:text-[1em]">
          {row.original.account}
        </span>
      </span>
    ),
  }),
  column.display({ id: 'standing', header: 'Sending', cell: ({ row }) => <StandingBadge {...row.original} /> }),
  column.display({
    id: 'impact',
    header: 'Impact',
    cell: ({ row }) => <ImpactBadge impact={row.original.reputationImpact} />,
  }),
  column.display({
    id: 'strip',
    header: '14 days',
    cell: ({ row }) => <Strip strip={row.original.strip} readAt={row.original.readAt} />,
  }),
  column.display({
    id: 'cause',
    header: 'Cause',
    cell: ({ row }) => (
      <span className="truncate text-soft">
        <CauseWords row={row.original} />
      </span>
    ),
  }),
  column.display({
    id: 'since',
    header: 'Since',
    cell: ({ row }) => <Time at={row.original.since.at} form="duration" atLeast={row.original.since.atLeast} />,
  }),
]);

/** One grid for the head and every row, so that columns line up without a table's layout pass; widths: `list-view.ts`. */
export const COLUMN_GRID =
  'grid grid-cols-(--cols) items-center gap-x-3 xl:grid-cols-(--cols-xl) xl:gap-x-3.5 min-[100rem]:grid-cols-(--cols-wide)';

export const CELL_CLASS: Record<string, string> = {
  name: 'pl-2 font-[550]',
  strip: 'max-xl:hidden',
  since: 'justify-end text-right text-soft pr-2',
};
