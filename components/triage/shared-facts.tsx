import Link from 'next/link';
import { findingTypeWords } from '@/components/shell/finding-words.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { pages } from '@/lib/domain/paths.ts';
import type { SharedFact } from '@/lib/domain/triage-queue.ts';

interface Words {
  before: string;
  value: (value: string) => string;
  href?: (value: string) => string;
}

const same = (value: string) => value;

const WORDS: Record<SharedFact['kind'], Words> = {
  cause: { before: '', value: (cause) => `“${cause}”` },
  finding: { before: 'open finding', value: findingTypeWords },
  'policy-change': { before: 'policy set shortly before to', value: same },
  act: { before: 'stopped through Standing by', value: same },
  policy: { before: 'policy', value: same, href: (policy) => pages.entities({ policy }) },
  identity: { before: 'all may use', value: same, href: (resource) => pages.entities({ resource }) },
  'configuration-set': { before: 'configuration set', value: same },
  account: { before: 'account', value: same, href: (account) => pages.entities({ account }) },
  region: { before: '', value: same, href: (region) => pages.entities({ region }) },
};

/** What all senders of a folded row have in common; a cause whose numbers differ is shown as the first one says it. */
export function SharedFacts({ shared }: { shared: readonly SharedFact[] }) {
  if (shared.length === 0) return <p className="text-soft">They share nothing that Standing knows of.</p>;
  return (
    <ul aria-label="What they share" className="flex min-w-0 flex-wrap gap-x-2.5 gap-y-0.5 text-[12.5px] text-soft">
      {shared.map(({ kind, value }) => {
        const { before, value: words, href } = WORDS[kind];
        return (
          <li key={`${kind} ${value}`} className="max-w-full truncate">
            {before}
            {before ? ' ' : ''}
            {href ? (
              <Link href={href(value)} prefetch={false} className="text-ink underline">
                <PlainText text={words(value)} />
              </Link>
            ) : (
              <span className="text-ink">
                <PlainText text={words(value)} />
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
