import type { TagKeys } from './connection.ts';
import type { EntityLabel } from './label.ts';

type LabelParts = Omit<EntityLabel, 'source'>;

/** The label that a sender's tags give; null where none of the named tags is there. Keys are compared as AWS does: exactly. */
export function labelOfTags(tags: readonly { key: string; value: string }[], keys: TagKeys): LabelParts | null {
  const valueOf = (key: string | undefined) => {
    const value = key === undefined ? undefined : tags.find((tag) => tag.key === key)?.value.trim();
    return value === undefined || value === '' ? null : value;
  };
  const link = valueOf(keys.link);
  const label = {
    name: valueOf(keys.name),
    customerNumber: valueOf(keys.customerNumber),
    contact: valueOf(keys.contact),
    // Shown as a link, so it must be nothing else.
    link: link !== null && /^https?:\/\/\S+$/i.test(link) ? link : null,
  };
  return Object.values(label).every((part) => part === null) ? null : label;
}
