import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { StoreLocation } from './open-store.ts';
import { withStores } from './testing/with-stores.ts';

const ROUNDS = 3;

/** Starts a writer, kills it after some acknowledged writes; answers the last number it acknowledged. */
async function writeAndKill(location: StoreLocation, writes: number): Promise<number> {
  const program = join(import.meta.dirname, 'testing', 'write-until-killed.ts');
  const child = spawn(process.execPath, ['--conditions=react-server', program, JSON.stringify(location)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of child.stdout) {
    said += String(chunk);
    if (said.split('\n').length > writes) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
}

withStores('a killed writer', ({ dialect, location, open }) => {
  it('loses nothing it acknowledged and leaves no half of a transaction', async () => {
    const at = await location();
    for (let round = 1; round <= ROUNDS; round++) {
      const acknowledged = await writeAndKill(at, round * 5);
      const store = await open(at);
      const settings = await store.read.selectFrom('settings').select('value').execute();
      const acts = await store.read.selectFrom('acts').select('act').execute();
      const kept = settings.map((row) => Number(row.value)).sort((a, b) => a - b);
      expect(kept.length).toBeGreaterThanOrEqual(acknowledged);
      expect(kept).toEqual(kept.map((_, index) => index + 1));
      expect(acts.map((row) => Number(row.act)).sort((a, b) => a - b)).toEqual(kept);
      await store.write((transaction) => transaction.deleteFrom('settings').execute());
      await store.write((transaction) => transaction.deleteFrom('acts').execute());
      await store.close();
    }
  });

  it('leaves a whole database, readable by its owner alone', { skip: dialect === 'postgres' }, async () => {
    const at = await location();
    await writeAndKill(at, 5);
    const dataDir = 'dataDir' in at ? at.dataDir : '';
    const modes = readdirSync(dataDir).map((name) => [name, statSync(join(dataDir, name)).mode & 0o777] as const);
    expect(modes.length).toBeGreaterThan(2);
    expect(modes.filter(([, mode]) => mode !== 0o600)).toEqual([]);
    const store = await open(at);
    const { rows } = await sql`pragma integrity_check`.execute(store.read);
    expect(rows).toEqual([{ integrity_check: 'ok' }]);
  });
});
