import { SharedBlock } from '@/components/sharing/shared-block.tsx';
import { findingTypeWords } from '@/components/shell/finding-words.ts';
import { ImpactBadge } from '@/components/shell/mark.tsx';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import type { SharedFinding, SharedView } from '@/lib/domain/shared-view.ts';

function When({ finding }: { finding: SharedFinding }) {
  const { status, createdAt, firstSeenAt, lastUpdatedAt } = finding;
  const opened = createdAt ?? firstSeenAt;
  return (
    <>
      {status === 'OPEN' ? 'open since ' : 'from '}
      {createdAt === null ? 'at least ' : ''}
      <ExactTime at={opened} form="moment" />
      {status === 'OPEN' ? null : (
        <span className="block">
          {status === 'FIXED' ? 'fixed' : <PlainText text={status ?? 'no status reported'} />}
          {lastUpdatedAt ? (
            <>
              {' '}
              <ExactTime at={lastUpdatedAt} form="moment" />
            </>
          ) : null}
        </span>
      )}
    </>
  );
}

/** What SES found within the window, in its own words; the open ones first. */
export function SharedFindings({ findings, asOf }: { findings: NonNullable<SharedView['findings']>; asOf: string }) {
  const { items, known } = findings;
  const open = items.filter(({ status }) => status === 'OPEN').length;
  return (
    <SharedBlock title="Findings" note={`${open} open · ${items.length - open} past`}>
      {open === 0 ? (
        <p className="text-soft">
          {known ? (
            <>
              No open finding as of <ExactTime at={asOf} form="moment" />.
            </>
          ) : (
            'No open finding is known; findings were not read yet.'
          )}
        </p>
      ) : null}
      <ul>
        {items.map((finding) => (
          <li
            key={`${finding.type}${finding.createdAt}${finding.description}`}
            className="grid gap-x-4 gap-y-1 border-t border-line py-2.5 md:grid-cols-[140px_minmax(0,1fr)_190px]"
          >
            <div className="font-semibold">
              <ImpactBadge impact={finding.impact} />
              <span className="block font-normal text-soft max-md:ml-2 max-md:inline">
                {findingTypeWords(finding.type)}
              </span>
            </div>
            <div className="[overflow-wrap:anywhere]">
              {finding.description ? (
                <PlainText text={finding.description} />
              ) : (
                <span className="text-soft">SES gives no text.</span>
              )}
            </div>
            <div className="text-soft md:text-right">
              <When finding={finding} />
            </div>
          </li>
        ))}
      </ul>
    </SharedBlock>
  );
}
