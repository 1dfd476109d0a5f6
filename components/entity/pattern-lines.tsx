import Link from 'next/link';
import { Sentence } from '@/components/entity/sentence.tsx';
import type { Entity } from '@/lib/domain/entity.ts';
import { PATTERN_LABEL } from '@/lib/domain/pattern-kinds.ts';
import { pages } from '@/lib/domain/paths.ts';

/** What its changes show together; each leads to the newest change it rests on. */
export function PatternLines({ entity }: { entity: Entity }) {
  const { patterns, disagreements } = entity.explanation;
  // A status that does not follow from its records stands among the disagreements, in more words.
  const shown = patterns.filter(({ kind }) => kind !== 'aggregate-does-not-follow' || disagreements.length === 0);
  return shown.map(({ kind, parts, changeIds }) => {
    const change = changeIds.at(-1);
    return (
      <p key={kind} className="mt-2 border-l-2 border-watch pl-2.5 text-[13px] [overflow-wrap:anywhere]">
        <b className="font-[550]">{PATTERN_LABEL[kind]}.</b> <Sentence parts={parts} name={entity.name} />
        {change === undefined ? null : (
          <>
            {' '}
            <Link href={pages.entity(entity.arn, { change })} prefetch={false} className="underline">
              Show the change
            </Link>
          </>
        )}
      </p>
    );
  });
}
