import { readConfig } from '../../lib/server/config.ts';
import { verifyAudit } from '../../lib/server/audit/verify-audit.ts';
import { findUnreadableCredentials } from '../../lib/server/credentials/find-unreadable-credentials.ts';
import { backUp } from '../../lib/server/maintenance/back-up.ts';
import { noteRestore } from '../../lib/server/maintenance/note-restore.ts';
import { restoreDatabase } from '../../lib/server/maintenance/restore-database.ts';
import { type Command, misused, parse, pathGiven, withCommandLine } from './command.ts';

export const backup: Command = {
  name: 'backup',
  usage: 'backup <file>',
  words: 'copy the database while the server runs; without the key',
  async run(given) {
    const [file, ...more] = parse(this, given, {}).positionals;
    if (file === undefined || more.length > 0) throw misused(this);
    const to = pathGiven(file);
    const source = await withCommandLine('write', async ({ context, keys }, config) => {
      await backUp(context, config.dataDir, to);
      return keys.source;
    });
    console.log(`Copied the database to ${to}.`);
    const key = source === 'file' ? 'standing.key in the data directory' : 'STANDING_SECRET';
    console.log(
      `The key is not in it (${key}): keep it apart. Without it the copy holds the whole history, but no stored credential opens.`,
    );
    return 0;
  },
};

export const restore: Command = {
  name: 'restore',
  usage: 'restore <file>',
  words: 'put a backup in place of the database; stop the server first',
  async run(given) {
    const [file, ...more] = parse(this, given, {}).positionals;
    if (file === undefined || more.length > 0) throw misused(this);
    const from = pathGiven(file);
    const aside = await restoreDatabase(readConfig(), from);
    console.log(`Restored ${from}.`);
    if (aside !== null) console.log(`What was there is at ${aside}.`);
    try {
      return await withCommandLine('alone', async ({ context }) => {
        await noteRestore(context, from);
        const { fault } = await verifyAudit(context.store, context.auditKeys);
        const unreadable = await findUnreadableCredentials(context.store, context.vault);
        console.log('Everybody has to sign in again.');
        console.log(fault === null ? 'The audit holds.' : `The audit does not hold: row ${fault.rowId} ${fault.what}.`);
        if (unreadable !== null) console.log(unreadable);
        return fault === null && unreadable === null ? 0 : 1;
      });
    } catch (error) {
      console.error((error as Error).message);
      console.error('The data is in place. Put its key back before the server starts, then run "audit verify".');
      return 1;
    }
  },
};
