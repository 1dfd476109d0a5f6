import type { Change } from '@/lib/domain/change.ts';
import { pages } from '@/lib/domain/paths.ts';

/** The entity as it was known once the change was, with the change selected. */
export const permalink = ({ arn, seenAt, id }: Change): string => pages.entity(arn, { at: seenAt, change: id });
