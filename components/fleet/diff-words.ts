import type { DiffKind } from '@/lib/domain/diff-standing.ts';

export const KIND_WORDS: Record<DiffKind, string> = {
  disabled: 'became disabled',
  'appeared-disabled': 'disabled, not known before',
  lifted: 'lifted',
  standing: 'stands otherwise',
  'impact-up': 'impact rose',
  'impact-down': 'impact fell',
  'policy-weaker': 'policy weakened',
  'policy-stronger': 'policy tightened',
  policy: 'policy changed',
  vanished: 'vanished',
  appeared: 'appeared',
  records: 'a record changed',
  'moved-and-back': 'moved and back',
};
