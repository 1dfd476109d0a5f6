import { rotateStoredKeys } from '../../lib/server/maintenance/rotate-stored-keys.ts';
import { type Command, misused, parse, withCommandLine } from './command.ts';

export const keysRotate: Command = {
  name: 'keys rotate',
  usage: 'keys rotate',
  words: 'a new key, everything sealed again; stop the server first',
  async run(given) {
    if (parse(this, given, {}).positionals.length > 0) throw misused(this);
    const { resealed, unreadable, secondFactors, source } = await withCommandLine('alone', ({ context }, config) =>
      rotateStoredKeys(context, config),
    );
    console.log(`Sealed ${resealed} stored credentials again under the new key. Everybody has to sign in again.`);
    console.log(
      source === 'file'
        ? 'The key file holds the new key alone: keep a copy of it apart from the backups. Older backups need the older key.'
        : 'Remove STANDING_SECRET_PREVIOUS (and a standing.key file, if there is one) before the server starts.',
    );
    if (secondFactors.unreadable > 0)
      console.error(
        `${secondFactors.unreadable} second factors open under no key at hand: reset those people (users reset).`,
      );
    for (const label of unreadable)
      console.error(`"${label}" opens under no key at hand: delete the connection and add it again.`);
    return unreadable.length === 0 ? 0 : 1;
  },
};
