import { findingTypeWords } from '@/components/shell/finding-words.ts';
import { impactMark, policyWords, recordMark, type Mark } from '@/components/shell/standing-marks.ts';
import type { Change, ChangeSource, Origin } from '@/lib/domain/change.ts';
import { RESOURCE_KIND_WORD } from '@/lib/domain/resource-kind.ts';

const TRACK_WORDS: Record<string, string> = {
  aggregate: 'Sending',
  customer: 'Customer record',
  aws: 'SES record',
  impact: 'Impact',
  policy: 'Policy',
  existence: 'Existence',
};

export function trackWords(track: string): string {
  if (track.startsWith('finding:')) return findingTypeWords(track.slice('finding:'.length));
  if (track.startsWith('resource:')) return resourceWords(track.slice('resource:'.length));
  return TRACK_WORDS[track] ?? track;
}

/** "Configuration set"; a kind we do not know as it is. */
function resourceWords(kind: string): string {
  return (RESOURCE_KIND_WORD as Partial<Record<string, string>>)[kind] ?? kind;
}

const plain = (word: string): Mark => ({ word, glyph: 'none', tone: 'plain', means: '' });

function findingMark(value: string | null, impact: string | null): Mark {
  if (value === 'OPEN') return { ...impactMark(impact), word: 'Open' };
  return plain(value === 'FIXED' ? 'Fixed' : (value ?? 'Not reported'));
}

/** How a value of a track reads. `impact` is that of the finding, on finding tracks. */
export function valueMark(track: string, value: string | null, impact: string | null): Mark {
  if (track.startsWith('finding:')) return findingMark(value, impact);
  if (track.startsWith('resource:'))
    return plain(value === 'attached' ? 'Attached' : value === 'detached' ? 'Detached' : 'Not attached');
  switch (track) {
    case 'aggregate':
    case 'customer':
    case 'aws':
      return recordMark(track, value);
    case 'impact':
      return impactMark(value);
    case 'policy':
      return plain(policyWords(value).word);
    case 'existence':
      return plain(value === 'deleted' ? 'Deleted' : value === 'present' ? 'Present' : (value ?? 'Not reported'));
    default:
      return plain(value ?? 'Not reported');
  }
}

/** Who made a change, in the fewest words. */
export const ORIGIN_WORDS: Record<Origin, string> = {
  ours: 'Standing',
  'likely-automatic': 'looks automatic, likely',
  elsewhere: 'not by Standing',
  'before-we-watched': 'before we watched',
  'returned-likely': 'returned by itself, likely',
};

export function originWords({ kind, who }: Change['origin']): string {
  return kind === 'ours' && who ? who : ORIGIN_WORDS[kind];
}

const MARK_WORDS: Record<string, string> = {
  'against-the-clock': 'applied although SES’s time for it is older: a clock is likely wrong',
  'after-gap': 'seen after a time when nobody was watching',
};

export function markWords(mark: string): string {
  return MARK_WORDS[mark] ?? mark;
}

/** What showed us a change. */
export const SOURCE_WORDS: Record<ChangeSource, string> = {
  sweep: 'sweep',
  list: 'filtered list',
  read: 'read of this sender',
  act: 'read after our act',
  event: 'event',
  import: 'import',
};
