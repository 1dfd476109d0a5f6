import Link from 'next/link';
import { OUTCOME_WORDS } from '@/components/shell/act-words.ts';
import { Button } from '@/components/ui/button.tsx';
import { Glyph } from '@/components/ui/glyph.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { TONE_TEXT } from '@/components/ui/tone.ts';
import type { Act, ActItem } from '@/lib/domain/act.ts';
import { pages } from '@/lib/domain/paths.ts';

interface ActItemsProps {
  act: Act;
  from: number;
  /** To the items from this position on. */
  onPage: (from: number) => void;
}

/** Every sender by name with its word, and what SES says of it. */
export function ActItems({ act, from, onPage }: ActItemsProps) {
  if (act.items.length === 0) return <p className="py-6 text-soft">No sender of this act ended like that.</p>;
  return (
    <>
      <ul aria-label="Senders">
        {act.items.map((item) => (
          <ItemLine key={item.arn} item={item} />
        ))}
      </ul>
      {from > 0 || act.nextCursor !== null ? (
        <div className="mt-3 flex gap-2" data-screen-only>
          {from > 0 ? <Button onClick={() => onPage(0)}>First senders</Button> : null}
          {act.nextCursor === null ? null : (
            <Button onClick={() => onPage(Number(act.nextCursor))}>Next senders</Button>
          )}
        </div>
      ) : null}
    </>
  );
}

function ItemLine({ item }: { item: ActItem }) {
  const { short, tone, glyph } = OUTCOME_WORDS[item.outcome];
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-t border-line py-2 min-[720px]:grid-cols-[minmax(150px,1fr)_170px_minmax(0,2fr)]">
      <Link href={pages.entity(item.arn)} prefetch={false} className="truncate font-[550] no-underline hover:underline">
        <PlainText text={item.name} />
      </Link>
      <span className={`flex items-center gap-1.5 self-start ${TONE_TEXT[tone]}`}>
        <Glyph name={glyph} size={15} />
        {short}
      </span>
      <span className="text-soft [overflow-wrap:anywhere]">
        {item.before === null && item.after === null ? null : (
          <span className="mr-2 text-ink">
            {item.before !== null && item.before === item.after
              ? `${item.before}, as before`
              : `${item.before ?? 'not reported'} → ${item.after ?? 'not known'}`}
          </span>
        )}
        {item.detail === null ? null : <PlainText text={item.detail} />}
      </span>
    </li>
  );
}
