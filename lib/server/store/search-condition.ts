import 'server-only';
import { type RawBuilder, sql } from 'kysely';
import { standingsOfWord } from '../../domain/status-words.ts';
import type { Store } from './store.ts';

/** Trigram indexes know nothing shorter. */
const INDEXED_LENGTH = 3;
/** What PostgreSQL indexes and searches; both must be this very expression, or the index is not used. */
export const SEARCH_TEXT = sql<string>`lower(entities.name || chr(10) || entities.arn || chr(10) ||
  coalesce(entities.tenant_id, '') || chr(10) || coalesce(entities.customer_cause, '') || chr(10) ||
  coalesce(entities.aws_cause, '') || chr(10) || coalesce(entities.label_name, '') || chr(10) ||
  coalesce(entities.label_customer, '') || chr(10) || coalesce(entities.label_contact, '') || chr(10) ||
  coalesce(entities.label_link, ''))`;

/** More words than this narrow nothing further. */
const MOST_WORDS = 16;

/** The words of a search: no white space, and no NUL, which PostgreSQL cannot hold. */
export function searchWords(text: string): string[] {
  return text
    .replaceAll('\0', ' ')
    .split(/\s+/u)
    .filter((word) => word !== '')
    .slice(0, MOST_WORDS);
}

function containing(word: string, dialect: Store['dialect'], common: boolean): RawBuilder<boolean> {
  if (dialect === 'postgres') {
    const pattern = word.replace(/[\\%_]/g, '\\$&');
    return sql<boolean>`${SEARCH_TEXT} like '%' || lower(${pattern}) || '%'`;
  }
  const phrase = `"${word.replaceAll('"', '""')}"`;
  // The plus keeps SQLite from fetching and sorting every match where walking the list's index meets them soon.
  return sql<boolean>`${sql.raw(common ? '+' : '')}entities.id in (
    select rowid from entity_words where entity_words match ${phrase}
    union all select caused.id from cause_words join causes on causes.id = cause_words.rowid
      join entities as caused on caused.customer_cause = causes.text where cause_words match ${phrase}
    union all select caused.id from cause_words join causes on causes.id = cause_words.rowid
      join entities as caused on caused.aws_cause = causes.text where cause_words match ${phrase})`;
}

function startingWith(word: string): RawBuilder<boolean> {
  const prefix = word.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  // A range of an index on both; U+10FFFF sorts after every character that a name can hold.
  return sql<boolean>`(entities.name_key >= ${prefix} and entities.name_key < ${`${prefix}\u{10FFFF}`})`;
}

/**
 * One condition a word, to be ANDed. A word of three characters or more is looked for anywhere in name, ARN, tenant id,
 * labels and causes, by the trigram index; a shorter one at the start of the name. A status word (`Paused`, `disabled`, a standing)
 * also matches the entities that stand so. Letter case is ignored: ASCII always, beyond it as far as the database folds.
 * @param common many entities match: worth walking an index in the order of the list until the page is full.
 */
export function searchConditions(text: string, dialect: Store['dialect'], common: boolean): RawBuilder<boolean>[] {
  return searchWords(text).map((word) => {
    const inText = Array.from(word).length < INDEXED_LENGTH ? startingWith(word) : containing(word, dialect, common);
    const standings = standingsOfWord(word);
    return standings === null ? inText : sql<boolean>`(entities.standing in (${sql.join(standings)}) or ${inText})`;
  });
}

/**
 * The same of a past moment: names, ARNs and labels as they are now, and how the entity stood then. What causes said then is
 * not searched. It reads every entity, as the rest of a question about the past does.
 */
export function pastSearchConditions(text: string): RawBuilder<boolean>[] {
  return searchWords(text).map((word) => {
    const pattern = `%${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    const inText = sql<boolean>`lower(entities.name || ' ' || entities.arn || ' ' || coalesce(entities.label_name, '') || ' ' ||
      coalesce(entities.label_customer, '') || ' ' || coalesce(entities.label_contact, '') || ' ' ||
      coalesce(entities.label_link, '')) like ${pattern} escape '\\'`;
    const standings = standingsOfWord(word);
    return standings === null ? inText : sql<boolean>`(states.standing in (${sql.join(standings)}) or ${inText})`;
  });
}
