import Link from 'next/link';
import type { ReactNode } from 'react';
import { KIND_WORDS } from '@/components/fleet/diff-words.ts';
import { originWords } from '@/components/shell/change-words.ts';
import { ImpactBadge, StandingBadge } from '@/components/shell/mark.tsx';
import { policyWords } from '@/components/shell/standing-marks.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import type { DiffItem, DiffSide } from '@/lib/domain/diff.ts';
import { pages } from '@/lib/domain/paths.ts';

function Step({ before, after }: { before: ReactNode; after: ReactNode }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      {before}
      <span className="text-soft">
        <span aria-hidden="true">→</span>
        <span className="sr-only">became</span>
      </span>
      {after}
    </span>
  );
}

const badge = (side: DiffSide | null, absent: string) =>
  side === null || side.deleted ? (
    <span className="text-soft">{side === null ? absent : 'deleted'}</span>
  ) : (
    <StandingBadge {...side} />
  );

const isThere = (side: DiffSide | null): side is DiffSide => side !== null && !side.deleted;

/** One sender that differs: in which ways, before → after, the cause, who, and when; each moment leads to itself. */
export function DiffLine({ item, from }: { item: DiffItem; from: string }) {
  const { arn, name, region, account, kinds, before, after, at, cause, origin, who, why, learnedLate, changeId } = item;
  const both = isThere(before) && isThere(after) ? { before, after } : null;
  return (
    <li
      data-row={arn}
      className="grid gap-x-4 gap-y-0.5 border-t border-line py-2 md:grid-cols-[230px_minmax(0,1fr)_190px]"
    >
      <span className="min-w-0">
        <Link
          href={pages.entity(arn)}
          prefetch={false}
          className="font-[550] no-underline [overflow-wrap:anywhere] hover:underline"
        >
          <PlainText text={name} />
        </Link>
        <span className="block text-[12.5px] text-soft">
          {region} · {account}
        </span>
      </span>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <span className="flex flex-wrap items-center gap-x-4 gap-y-0.5">
          <span className="text-[12.5px] text-soft">{kinds.map((kind) => KIND_WORDS[kind]).join(' · ')}</span>
          <Step before={badge(before, 'not known')} after={badge(after, 'not known')} />
          {both && both.before.reputationImpact !== both.after.reputationImpact ? (
            <Step
              before={<ImpactBadge impact={both.before.reputationImpact} />}
              after={<ImpactBadge impact={both.after.reputationImpact} />}
            />
          ) : null}
          {both && both.before.reputationManagementPolicy !== both.after.reputationManagementPolicy ? (
            <Step
              before={`policy ${policyWords(both.before.reputationManagementPolicy).word}`}
              after={policyWords(both.after.reputationManagementPolicy).word}
            />
          ) : null}
        </span>
        {cause ? (
          <span className="block text-soft">
            “<PlainText text={cause} />”
          </span>
        ) : null}
        {why ? (
          <span className="block text-soft">
            Reason: <PlainText text={why} />
          </span>
        ) : null}
        {learnedLate ? (
          <span className="block text-soft">It had begun before, and was learned only afterwards.</span>
        ) : null}
      </span>
      <span className="text-[12.5px] text-soft md:text-right">
        <Link
          href={pages.entity(arn, { at, ...(changeId === null ? {} : { change: changeId }) })}
          prefetch={false}
          className="underline"
        >
          <Time at={at} form="moment" />
        </Link>
        <span className="block">
          {changeId === null ? null : (
            <PlainText text={originWords({ kind: origin, who, why, actId: null, evidence: [] })} />
          )}
        </span>
        <Link href={pages.diff({ arn, from })} prefetch={false} className="underline">
          this sender since then
        </Link>
      </span>
    </li>
  );
}
