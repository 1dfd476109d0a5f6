import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, openStoreToRead } from './open-store.ts';
import { networkFileSystemOf } from './refuse-network-file-system.ts';
import { testLog } from './testing/with-stores.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'standing-refusals-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('a second server on the same data directory', () => {
  it('is refused in one process and across processes, and welcome once the first has gone', async () => {
    const dataDir = join(home, 'data');
    const program = join(import.meta.dirname, 'testing', 'write-until-killed.ts');
    const child = spawn(process.execPath, ['--conditions=react-server', program, JSON.stringify({ dataDir })], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.stdout.resume();
    await expect(openStore({ dataDir }, testLog)).rejects.toThrow(
      `Another Standing server (process ${child.pid}) already uses ${dataDir}: stop it first`,
    );
    const reader = await openStoreToRead({ dataDir }, testLog);
    expect((await reader.read.selectFrom('settings').select('key').execute()).length).toBeGreaterThan(0);
    await reader.close();
    child.kill('SIGKILL');
    await once(child, 'exit');
    const store = await openStore({ dataDir }, testLog);
    await expect(openStore({ dataDir }, testLog)).rejects.toThrow(/^Another Standing server/);
    await store.close();
    await (await openStore({ dataDir }, testLog)).close();
  });

  it('makes a new data directory for its owner alone', async () => {
    const dataDir = join(home, 'new', 'data');
    await (await openStore({ dataDir }, testLog)).close();
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
  });
});

describe('a data directory that cannot be used', () => {
  it('is named, with what to do, when the database is no database', async () => {
    writeFileSync(join(home, 'standing.sqlite'), 'not a database at all, but long enough to have a header'.repeat(20));
    await expect(openStore({ dataDir: home }, testLog)).rejects.toThrow(
      /^The database .*standing\.sqlite is damaged \(.*\): restore a backup/,
    );
  });

  it('is named, with what to do, when it cannot be made', async () => {
    writeFileSync(join(home, 'file'), '');
    await expect(openStore({ dataDir: join(home, 'file', 'data') }, testLog)).rejects.toThrow(
      /^The data directory .* cannot be written \(ENOTDIR\): set STANDING_DATA_DIR/,
    );
  });
});

describe('a program that only reads', () => {
  it('says when there is no database', async () => {
    mkdirSync(join(home, 'empty'));
    await expect(openStoreToRead({ dataDir: join(home, 'empty') }, testLog)).rejects.toThrow(
      /There is no database in .*: check STANDING_DATA_DIR/,
    );
  });

  it('may not write, not even by SQL', async () => {
    const dataDir = join(home, 'data');
    await (await openStore({ dataDir }, testLog)).close();
    const reader = await openStoreToRead({ dataDir }, testLog);
    await expect(reader.write((transaction) => transaction.deleteFrom('settings').execute())).rejects.toThrow(
      'only reads',
    );
    await expect(reader.read.deleteFrom('settings').execute()).rejects.toThrow('readonly');
    await reader.close();
  });
});

describe('PostgreSQL that is not there', () => {
  it('is told in one sentence without the password', async () => {
    const opening = openStore({ databaseUrl: 'postgres://standing:hunter2@127.0.0.1:9/none' }, testLog);
    await expect(opening).rejects.toThrow(/^PostgreSQL at DATABASE_URL does not answer \(.*\): check its address/);
    await expect(opening).rejects.not.toThrow('hunter2');
  });
});

describe('network file systems', () => {
  const mounts = [
    'overlay / overlay rw 0 0',
    'server:/export /mnt/nfs nfs4 rw 0 0',
    'tmpfs /mnt/nfs/local tmpfs rw 0 0',
    '//host/share /mnt/with\\040space cifs rw 0 0',
    'me@host:/ /home/me/remote fuse.sshfs rw 0 0',
    '',
  ].join('\n');

  it.each([
    ['/data', null],
    ['/mnt/nfs', 'nfs4'],
    ['/mnt/nfs/standing/data', 'nfs4'],
    ['/mnt/nfs-not', null],
    ['/mnt/nfs/local/data', null],
    ['/mnt/with space/data', 'cifs'],
    ['/home/me/remote/data', 'fuse.sshfs'],
  ])('%s is on %s', (path, type) => {
    expect(networkFileSystemOf(path, mounts)).toBe(type);
  });
});
