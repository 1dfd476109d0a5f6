import 'server-only';
import { sql } from 'kysely';
import type { Migration } from './migration.ts';

/**
 * SQLite: two trigram indexes, each row named by the entity's id, kept in step by triggers so that no writer can forget
 * them. What never changes (names, ARN) is apart from the causes, which change with every flip.
 * PostgreSQL: one index, made by ensure-search-index.ts, because the extension it needs may be refused.
 */
const SQLITE = [
  `create virtual table entity_words using fts5(text, content='', contentless_delete=1, tokenize='trigram')`,
  `create virtual table entity_causes using fts5(text, content='', contentless_delete=1, tokenize='trigram')`,
  `create trigger entities_inserted after insert on entities begin
     insert into entity_words (rowid, text)
       values (new.id, new.name || char(10) || new.arn || char(10) || coalesce(new.tenant_id, ''));
     insert into entity_causes (rowid, text)
       select new.id, coalesce(new.customer_cause, '') || char(10) || coalesce(new.aws_cause, '')
       where coalesce(new.customer_cause, new.aws_cause) is not null;
   end`,
  `create trigger entities_renamed after update of name, arn, tenant_id on entities
     when new.name is not old.name or new.arn is not old.arn or new.tenant_id is not old.tenant_id begin
     delete from entity_words where rowid = new.id;
     insert into entity_words (rowid, text)
       values (new.id, new.name || char(10) || new.arn || char(10) || coalesce(new.tenant_id, ''));
   end`,
  `create trigger entities_given_cause after update of customer_cause, aws_cause on entities
     when new.customer_cause is not old.customer_cause or new.aws_cause is not old.aws_cause begin
     delete from entity_causes where rowid = new.id;
     insert into entity_causes (rowid, text)
       select new.id, coalesce(new.customer_cause, '') || char(10) || coalesce(new.aws_cause, '')
       where coalesce(new.customer_cause, new.aws_cause) is not null;
   end`,
  `create trigger entities_removed after delete on entities begin
     delete from entity_words where rowid = old.id;
     delete from entity_causes where rowid = old.id;
   end`,
];

export const search: Migration = {
  name: '0003-search',
  async up(transaction, dialect) {
    if (dialect === 'postgres') return;
    for (const statement of SQLITE) await sql.raw(statement).execute(transaction);
  },
};
