import { readFileSync } from 'node:fs';
import { readKeptKeys } from '../../lib/server/credentials/kept-keys.ts';
import { linkSigner } from '../../lib/server/sharing/link-signer.ts';
import { verifyEvidence } from '../../lib/server/sharing/seal-evidence.ts';
import { type Command, misused, parse, pathGiven, withCommandLine } from './command.ts';

export const evidenceVerify: Command = {
  name: 'evidence verify',
  usage: 'evidence verify <file>',
  words: 'whether an evidence pack was issued here and is unaltered',
  async run(given) {
    const { values, positionals } = parse(this, given, { json: { type: 'boolean' } });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw misused(this);
    const text = readText(pathGiven(path));
    const verdict = await withCommandLine('read', async ({ keys, context: { store, vault } }) =>
      verifyEvidence(linkSigner(keys, await readKeptKeys(store.read, vault, 'links')), text),
    );
    if (values.json) {
      console.log(JSON.stringify(verdict.holds ? { holds: true, ...verdict.file.integrity } : verdict));
    } else if (verdict.holds) {
      const { evidence, integrity } = verdict.file;
      console.log(`Issued by this installation and not altered: ${evidence.sender.arn}`);
      console.log(`from ${evidence.window.from} to ${evidence.window.to}, ${evidence.changes.length} changes.`);
      console.log(`Issued at ${evidence.issuedAt} by ${evidence.issuedBy}; SHA-256 ${integrity.sha256}`);
    } else console.error(verdict.words);
    return verdict.holds ? 0 : 1;
  },
};

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Error(`${path} cannot be read.`);
  }
}
