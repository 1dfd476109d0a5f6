import { verifyAudit } from '../../lib/server/audit/verify-audit.ts';
import { type Command, misused, parse, withCommandLine } from './command.ts';

export const auditVerify: Command = {
  name: 'audit verify',
  usage: 'audit verify [<row>:<code>]',
  words: 'recompute every code; names the first bad row',
  async run(given) {
    const { values, positionals } = parse(this, given, { json: { type: 'boolean' } });
    const checkpoint = positionals[0];
    const [, id, mac] = /^(\d{1,15}):([\w-]{43})$/.exec(checkpoint ?? '') ?? [];
    if (positionals.length > 1 || (checkpoint !== undefined && mac === undefined)) throw misused(this);
    const verdict = await withCommandLine('read', ({ context }) =>
      verifyAudit(context.store, context.auditKeys, mac === undefined ? undefined : { id: Number(id), mac }),
    );
    const { fault, verified, earlier, head } = verdict;
    if (values.json) console.log(JSON.stringify(verdict));
    else if (fault === null) {
      const before = earlier === 0 ? '' : ` ${earlier} rows are from before the chain began and covered by its first.`;
      console.log(`The audit holds: ${verified} rows, every code fits.${before}`);
      if (head !== null) console.log(`It ends at ${head.id}:${head.mac}`);
    } else {
      console.error(fault.rowId === null ? fault.what : `The audit does not hold: row ${fault.rowId} ${fault.what}.`);
      console.error(`${verified} rows before it fit their codes.`);
    }
    return fault === null ? 0 : 1;
  },
};
