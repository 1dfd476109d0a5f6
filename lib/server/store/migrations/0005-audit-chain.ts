import 'server-only';
import { sql } from 'kysely';
import type { DialectName } from './column-types.ts';
import type { Migration } from './migration.ts';

const REFUSAL = 'the audit is append-only';

/**
 * The audit becomes a chain: ids count up without gaps and are given by the appender, each row carries its code and the
 * name of the key it was made under. Rows from before have neither; the first chained row covers them.
 */
export const auditChain: Migration = {
  name: '0005-audit-chain',
  async up(transaction, dialect) {
    await sql`alter table audit add column kid text`.execute(transaction);
    await sql`alter table audit add column mac text`.execute(transaction);
    await sql`create index audit_at on audit (at)`.execute(transaction);
    await sql`create index audit_target on audit (target, id)`.execute(transaction);
    if (dialect === 'postgres') await sql`alter table audit alter column id drop identity`.execute(transaction);
    for (const statement of guards(dialect)) await sql.raw(statement).execute(transaction);
  },
};

/** Against our own mistakes and a careless hand; whoever may drop them is caught by the codes. */
function guards(dialect: DialectName): string[] {
  if (dialect === 'sqlite') {
    return ['update', 'delete'].map(
      (act) => `create trigger audit_no_${act} before ${act} on audit begin select raise(abort, '${REFUSAL}'); end`,
    );
  }
  return [
    `create function standing_refuse_audit() returns trigger language plpgsql as $$ begin raise exception '${REFUSAL}'; end $$`,
    'create trigger audit_no_change before update or delete on audit for each row execute function standing_refuse_audit()',
    'create trigger audit_no_truncate before truncate on audit for each statement execute function standing_refuse_audit()',
  ];
}
