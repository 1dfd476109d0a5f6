import 'server-only';
import { sql } from 'kysely';
import type { Migration } from './migration.ts';

const TEXTS = [
  'label_name',
  'label_customer',
  'label_contact',
  'label_link',
  'label_source',
  'protected_by',
  'protected_reason',
];
const TIMES = ['tags_read_at', 'protected_at'];

const SEARCHED = ['name', 'arn', 'tenant_id', 'label_name', 'label_customer', 'label_contact', 'label_link'];
const WORDS = SEARCHED.map((column) => `coalesce(new.${column}, '')`).join(' || char(10) || ');
const MOVED = SEARCHED.map((column) => `new.${column} is not old.${column}`).join(' or ');

/** As 0003-search has them, with the words of labels. */
const SQLITE = [
  'drop trigger entities_inserted',
  'drop trigger entities_renamed',
  `create trigger entities_inserted after insert on entities begin
     insert into entity_words (rowid, text) values (new.id, ${WORDS});
     insert into causes (text) select new.customer_cause
       where new.customer_cause is not null and not exists (select 1 from causes where text = new.customer_cause);
     insert into causes (text) select new.aws_cause
       where new.aws_cause is not null and not exists (select 1 from causes where text = new.aws_cause);
   end`,
  `create trigger entities_renamed after update of ${SEARCHED.join(', ')} on entities
     when ${MOVED} begin
     delete from entity_words where rowid = new.id;
     insert into entity_words (rowid, text) values (new.id, ${WORDS});
   end`,
];

/** What operators call a sender (from CSV or tags), and Standing's own mark that it must not be acted on. */
export const labels: Migration = {
  name: '0008-labels',
  async up(transaction, dialect) {
    for (const column of TEXTS) {
      await sql`alter table entities add column ${sql.ref(column)} text`.execute(transaction);
    }
    for (const column of TIMES) {
      await sql`alter table entities add column ${sql.ref(column)} bigint`.execute(transaction);
    }
    if (dialect === 'postgres') {
      // Over another expression; ensure-search-index.ts makes the new one.
      await sql`drop index if exists entities_search`.execute(transaction);
      return;
    }
    for (const statement of SQLITE) await sql.raw(statement).execute(transaction);
  },
};
