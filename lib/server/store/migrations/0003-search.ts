import 'server-only';
import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/**
 * SQLite: two trigram indexes, kept in step by triggers so that no writer can forget them.
 * - `entity_words`: names, ARN and tenant id of each entity, by its id; they hardly ever change.
 * - `cause_words`: each distinct cause once, by its row in `causes`; entities are found through their cause. A flip of
 *   ten thousand entities for one reason, or back, indexes one text or none. A cause is kept once it was seen.
 * PostgreSQL: one index, made by ensure-search-index.ts, because the extension it needs may be refused.
 */
const WORDS = `new.name || char(10) || new.arn || char(10) || coalesce(new.tenant_id, '')`;

const rememberCause = (column: string) =>
  `insert into causes (text) select new.${column}
     where new.${column} is not null and not exists (select 1 from causes where text = new.${column});`;

const SQLITE = [
  `create virtual table entity_words using fts5(text, content='', contentless_delete=1, tokenize='trigram')`,
  `create virtual table cause_words using fts5(text, content='', tokenize='trigram')`,
  `create table causes (id integer primary key, text text not null unique)`,
  `create index entities_by_customer_cause on entities (customer_cause) where customer_cause is not null`,
  `create index entities_by_aws_cause on entities (aws_cause) where aws_cause is not null`,
  `create trigger causes_added after insert on causes begin
     insert into cause_words (rowid, text) values (new.id, new.text);
   end`,
  `create trigger entities_inserted after insert on entities begin
     insert into entity_words (rowid, text) values (new.id, ${WORDS});
     ${rememberCause('customer_cause')}
     ${rememberCause('aws_cause')}
   end`,
  `create trigger entities_renamed after update of name, arn, tenant_id on entities
     when new.name is not old.name or new.arn is not old.arn or new.tenant_id is not old.tenant_id begin
     delete from entity_words where rowid = new.id;
     insert into entity_words (rowid, text) values (new.id, ${WORDS});
   end`,
  `create trigger entities_given_cause after update of customer_cause, aws_cause on entities
     when new.customer_cause is not old.customer_cause or new.aws_cause is not old.aws_cause begin
     ${rememberCause('customer_cause')}
     ${rememberCause('aws_cause')}
   end`,
  `create trigger entities_removed after delete on entities begin
     delete from entity_words where rowid = old.id;
   end`,
];

export const search: Migration = {
  name: '0003-search',
  async up(transaction, dialect) {
    if (dialect === 'postgres') return;
    for (const statement of SQLITE) await sql.raw(statement).execute(transaction);
  },
};
