import type { ReputationFindingType } from '@/lib/domain/vocabulary.ts';

const WORDS: Record<ReputationFindingType, string> = {
  BOUNCE: 'Bounce rate',
  COMPLAINT: 'Complaint rate',
  FEEDBACK_3P: 'Mailbox provider feedback',
  IP_LISTING: 'Blocklist listing',
};

/** The finding's type in words; a type we do not know is shown as it is. */
export function findingTypeWords(type: string | null): string {
  if (type === null) return 'Type not reported';
  return (WORDS as Partial<Record<string, string>>)[type] ?? type;
}
