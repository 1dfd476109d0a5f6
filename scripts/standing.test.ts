import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const FLAGS = ['--conditions=react-server', '--disable-warning=ExperimentalWarning'];
const dataDir = mkdtempSync(join(tmpdir(), 'standing-cli-'));
const outside = mkdtempSync(join(tmpdir(), 'standing-cli-outside-'));
const database = join(dataDir, 'standing.sqlite');
const environment: NodeJS.ProcessEnv = {
  NODE_ENV: 'test',
  PATH: `${dirname(process.execPath)}:/usr/bin:/bin`,
  STANDING_DATA_DIR: dataDir,
  STANDING_ADMIN_EMAIL: 'ada@example.com',
  STANDING_ADMIN_PASSWORD: 'correct horse battery staple',
  STANDING_URL: 'https://standing.example.com',
  INIT_CWD: outside,
};
let server: ChildProcess;

function standing(...given: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...FLAGS, join(import.meta.dirname, 'standing.ts'), ...given],
    { encoding: 'utf8', env: environment },
  );
  return { status, stdout, stderr };
}

async function start(): Promise<void> {
  server = spawn(process.execPath, [...FLAGS, join(import.meta.dirname, 'watch-only.ts')], {
    env: environment,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  for await (const chunk of server.stdout ?? []) if (String(chunk).includes('Standing watches')) return;
  throw new Error('The server did not start.');
}

async function stop(): Promise<void> {
  server.kill('SIGTERM');
  if (server.exitCode === null && server.signalCode === null) await once(server, 'exit');
}

beforeAll(start, 60_000);
afterAll(async () => {
  await stop();
  for (const folder of [dataDir, outside]) rmSync(folder, { recursive: true, force: true });
});

describe('npm run standing', { timeout: 120_000 }, () => {
  it('says what it can do, and what it cannot', () => {
    expect(standing('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('keys rotate') as string });
    expect(standing('keys', 'eat')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('"keys eat"') as string,
    });
    expect(standing('users', 'role', 'ada@example.com', 'king')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('Usage: npm run standing -- users role') as string,
    });
  });

  it('works beside the server: people, audit, doctor', () => {
    expect(standing('users', 'list')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^ada@example.com +administrator/) as string,
    });
    const invitation = standing('users', 'invite', 'Grace@example.com', 'operator');
    expect(invitation).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('https://standing.example.com/join#') as string,
    });
    expect(standing('users', 'invite', 'ada@example.com', 'viewer')).toMatchObject({ status: 2 });
    expect(standing('users', 'reset', 'ADA@example.com').stdout).toContain('/join#');
    expect(standing('users', 'reset', 'nobody@example.com')).toMatchObject({ status: 2 });
    const lowered = standing('users', 'role', 'ada@example.com', 'viewer');
    expect(lowered).toMatchObject({ status: 2, stderr: expect.stringContaining('administrator') as string });
    expect(standing('audit', 'verify')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('The audit holds') as string,
    });
    const health = standing('doctor');
    expect(health.stdout).toContain('Nothing is wrong');
    expect(health.status).toBe(0);
  });

  it('refuses beside the server what needs it stopped', () => {
    for (const command of [
      ['keys', 'rotate'],
      ['restore', database],
    ]) {
      const refused = standing(...command);
      expect(refused).toMatchObject({
        status: 2,
        stderr: expect.stringContaining('Another Standing server') as string,
      });
    }
  });

  it('copies while the server runs, and puts the copy back after a wipe', async () => {
    const backup = join(outside, 'copy.sqlite');
    const taken = standing('backup', 'copy.sqlite');
    expect(taken).toMatchObject({ status: 0, stdout: expect.stringContaining('The key is not in it') as string });
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    const key = readFileSync(join(dataDir, 'standing.key'), 'utf8').trim();
    expect(readFileSync(backup).includes(key)).toBe(false);
    expect(standing('backup', 'copy.sqlite')).toMatchObject({ status: 2 });
    await stop();
    for (const suffix of ['', '-wal', '-shm']) rmSync(database + suffix, { force: true });
    expect(standing('audit', 'verify')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('no database') as string,
    });
    expect(standing('restore', 'standing.key')).toMatchObject({ status: 2 });
    const restored = standing('restore', 'copy.sqlite');
    expect(restored.stdout).toContain('The audit holds.');
    expect(restored.status).toBe(0);
    await start();
    expect(standing('users', 'list').stdout).toContain('ada@example.com');
    await stop();
  });

  it('restores without the key, and says that it is missing', () => {
    const key = join(dataDir, 'standing.key');
    renameSync(key, `${key}.away`);
    const restored = standing('restore', 'copy.sqlite');
    expect(restored).toMatchObject({ status: 1, stderr: expect.stringContaining('Put its key back') as string });
    expect(existsSync(key)).toBe(false);
    renameSync(`${key}.away`, key);
    expect(standing('audit', 'verify').status).toBe(0);
  });

  it('rotates the key, and old rows of the audit still verify', () => {
    const before = readFileSync(join(dataDir, 'standing.key'), 'utf8');
    expect(standing('keys', 'rotate')).toMatchObject({ status: 0 });
    expect(readFileSync(join(dataDir, 'standing.key'), 'utf8')).not.toContain(before.trim());
    expect(standing('audit', 'verify').status).toBe(0);
  });

  it('names the first bad row', () => {
    const { stdout } = standing('audit', 'verify', '--json');
    const { head } = JSON.parse(stdout) as { head: { id: number; mac: string } };
    expect(standing('audit', 'verify', `${head.id}:${head.mac}`).status).toBe(0);
    const file = new DatabaseSync(database);
    file.exec("drop trigger audit_no_update; update audit set reason = 'nothing to see' where id in (2, 4)");
    file.close();
    const verdict = standing('audit', 'verify');
    expect(verdict).toMatchObject({ status: 1, stderr: expect.stringContaining('row 2 ') as string });
    expect(standing('doctor')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('WRONG  Audit: row 2') as string,
    });
  });
});
