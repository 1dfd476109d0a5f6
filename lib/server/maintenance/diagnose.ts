import 'server-only';
import { sql } from 'kysely';
import type { AuditKeys } from '../audit/audit-keys.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import type { Context } from '../context.ts';
import { credentialOf } from '../credentials/open-credential.ts';
import { probeCredential } from '../credentials/probe-credential.ts';
import { isStandingError } from '../errors.ts';
import { withAuthTables } from '../store/auth-tables.ts';
import type { Selectable } from 'kysely';
import type { ConnectionTable } from '../store/schema.ts';
import type { Store } from '../store/store.ts';
import { counted } from '../../domain/counted.ts';

/** One thing looked at, in plain words. `warning`: works, and somebody should know. */
export interface Finding {
  what: string;
  state: 'ok' | 'warning' | 'wrong';
  words: string;
}

/** AWS refuses requests signed five minutes off. */
const SKEW_MS = 60_000;
const QUIET_MS = 5 * 60_000;

/**
 * Looks at database, clock, audit, people and every connection, each for itself: one that fails hides no other. Each
 * connection costs one request to STS and one to SES.
 */
export async function diagnose(context: Context): Promise<Finding[]> {
  const { store, auditKeys } = context;
  const connections = await store.read
    .selectFrom('connections')
    .selectAll()
    .where('deleted_at', 'is', null)
    .orderBy('created_at')
    .execute();
  return [
    await looked('Database', () => lookAtDatabase(store)),
    await looked('Clock', () => lookAtClock(context)),
    await looked('Audit', () => lookAtAudit(store, auditKeys)),
    await looked('People', () => lookAtPeople(store)),
    ...(connections.length === 0
      ? [{ what: 'Connections', state: 'warning' as const, words: 'none: add one under Settings, Connections' }]
      : await Promise.all(
          connections.map((row) => looked(`Connection "${row.label}"`, () => lookAtConnection(context, row))),
        )),
  ];
}

type Look = Omit<Finding, 'what'>;

async function looked(what: string, look: () => Promise<Look>): Promise<Finding> {
  try {
    return { what, ...(await look()) };
  } catch (error) {
    return { what, state: 'wrong', words: (error as Error).message };
  }
}

async function lookAtDatabase(store: Store): Promise<Look> {
  const { count } = await store.read
    .selectFrom('entities')
    .select((of) => of.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  if (store.dialect === 'postgres') {
    const { rows } = await sql<{ server_version: string }>`show server_version`.execute(store.read);
    return { state: 'ok', words: `PostgreSQL ${rows[0]?.server_version ?? ''}, ${counted(count, 'sender')}` };
  }
  const { rows } = await sql<{ quick_check: string }>`pragma quick_check(1)`.execute(store.read);
  const answer = rows[0]?.quick_check ?? 'no answer';
  return answer === 'ok'
    ? { state: 'ok', words: `SQLite, sound, ${counted(count, 'sender')}` }
    : { state: 'wrong', words: `SQLite says: ${answer}. Restore a backup.` };
}

/** The database's clock where it is another machine's; AWS's is judged with each connection. */
async function lookAtClock({ store, clock }: Context): Promise<Look> {
  const here = new Date(clock.now()).toISOString();
  if (store.dialect === 'sqlite') return { state: 'ok', words: `${here} (AWS compares it with each connection below)` };
  const { rows } = await sql<{
    at: number;
  }>`select floor(extract(epoch from clock_timestamp()) * 1000)::bigint as at`.execute(store.read);
  const skewMs = Math.abs(Number(rows[0]?.at) - clock.now());
  if (skewMs <= SKEW_MS) return { state: 'ok', words: `${here}, and PostgreSQL agrees` };
  return { state: 'warning', words: `${here}, but PostgreSQL's clock is ${Math.round(skewMs / 1000)} s off` };
}

async function lookAtAudit(store: Store, keys: AuditKeys): Promise<Look> {
  const { fault, verified } = await verifyAudit(store, keys);
  if (fault === null) return { state: 'ok', words: `${verified} rows, every code fits` };
  const row = fault.rowId === null ? '' : `row ${fault.rowId} `;
  return { state: 'wrong', words: `${row}${fault.what}` };
}

async function lookAtPeople(store: Store): Promise<Look> {
  const { count } = await withAuthTables(store.read)
    .selectFrom('auth_users')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('role', '=', 'administrator')
    .where('deactivatedAt', 'is', null)
    .executeTakeFirstOrThrow();
  if (count > 0) return { state: 'ok', words: `${count} ${count === 1 ? 'administrator' : 'administrators'}` };
  return { state: 'warning', words: 'nobody administers it yet: open /setup with the token that the server printed' };
}

async function lookAtConnection(context: Context, row: Selectable<ConnectionTable>): Promise<Look> {
  const { gateway, vault, clock } = context;
  const place = `account ${row.account ?? 'not known yet'}, ${row.region}`;
  const id = `doctor-${row.id}`;
  try {
    const credential = await credentialOf(vault, row);
    const { account, denied } = await probeCredential(
      gateway.open({ id, region: row.region, account: row.account, credential }),
    );
    const quiet = row.paused === 0 && clock.now() - (row.read_at ?? 0) > QUIET_MS;
    const words = [`account ${account ?? row.account ?? 'not known'}, ${row.region}, answers`];
    if (denied.length > 0) words.push(`but does not permit ${denied.join(', ')}`);
    if (row.paused !== 0) words.push('paused, so nobody reads it');
    if (quiet) words.push(`last read ${row.read_at === null ? 'never' : new Date(row.read_at).toISOString()}`);
    return { state: denied.length > 0 || quiet ? 'warning' : 'ok', words: words.join('; ') };
  } catch (error) {
    if (!isStandingError(error)) throw error;
    return { state: 'wrong', words: `${place}: ${error.message}` };
  } finally {
    gateway.closeConnection(id);
  }
}
