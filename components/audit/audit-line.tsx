import Link from 'next/link';
import { actionWords, KIND_WORDS } from '@/components/audit/audit-words.ts';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import type { AuditRow } from '@/lib/domain/audit.ts';
import { isEntityArn } from '@/lib/domain/parse-arn.ts';
import { pages } from '@/lib/domain/paths.ts';

function Target({ target }: { target: string }) {
  if (!isEntityArn(target)) return <PlainText text={target} />;
  return (
    <Link href={pages.entity(target)} prefetch={false} className="underline">
      <PlainText text={target} />
    </Link>
  );
}

function Values({ before, after }: Pick<AuditRow, 'before' | 'after'>) {
  if (before === null && after === null) return null;
  return (
    <span className="block">
      {before === null ? null : <PlainText text={before} />}
      {before === null ? null : <span aria-label="became"> → </span>}
      {after === null ? 'nothing' : <PlainText text={after} />}
    </span>
  );
}

/** One row: when, who and from where, what was done to what, before → after, why, and under which request. */
export function AuditLine({ row }: { row: AuditRow }) {
  const kind = KIND_WORDS[row.kind];
  return (
    <li className="grid grid-cols-[62px_minmax(0,1fr)] gap-x-3.5 gap-y-0.5 border-t border-line py-2 md:grid-cols-[66px_230px_minmax(0,1fr)_190px]">
      <span className="text-soft max-md:row-span-3">
        <ExactTime at={row.at} form="clock" />
      </span>
      <span className="[overflow-wrap:anywhere]">
        <PlainText text={row.who.name} />
        <span className="block text-[12.5px] text-soft">{row.clientAddress ?? 'no address'}</span>
      </span>
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <span className="font-[550]">{actionWords(row.action)}</span>
        {kind === '' ? null : <span className="text-soft"> · {kind}</span>}
        {row.target === null ? null : (
          <span className="block text-[12.5px]">
            <Target target={row.target} />
          </span>
        )}
        <Values before={row.before} after={row.after} />
        {row.reason === null ? null : (
          <span className="block text-soft">
            <PlainText text={row.reason} />
          </span>
        )}
      </span>
      <span className="text-[12.5px] text-soft [overflow-wrap:anywhere] md:text-right">
        row {row.id}
        {row.requestId === null ? null : <span className="block">request {row.requestId}</span>}
      </span>
    </li>
  );
}
