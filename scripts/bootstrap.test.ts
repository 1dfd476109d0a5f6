import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const bootstrap = join(import.meta.dirname, 'bootstrap.mjs');

/** A clone with one program, a lock that pins one package, and an npm of our own. */
function clone(npm: string) {
  const root = mkdtempSync(join(tmpdir(), 'clone-'));
  mkdirSync(join(root, 'scripts'));
  mkdirSync(join(root, 'bin'));
  copyFileSync(bootstrap, join(root, 'scripts', 'bootstrap.mjs'));
  writeFileSync(join(root, 'scripts', 'hello.ts'), 'console.log("hello", process.argv.slice(2).join(" "));');
  writeFileSync(
    join(root, 'package-lock.json'),
    JSON.stringify({ packages: { '': {}, 'node_modules/a': { version: '1.0.0' } } }),
  );
  writeFileSync(join(root, 'bin', 'npm'), `#!/bin/sh\n${npm}\n`);
  chmodSync(join(root, 'bin', 'npm'), 0o755);
  const run = (...given: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts', 'bootstrap.mjs'), ...given], {
      encoding: 'utf8',
      env: { NODE_ENV: 'test', PATH: `${join(root, 'bin')}:${dirname(process.execPath)}:/usr/bin:/bin` },
    });
    return { status, stdout, stderr: stderr.trim() };
  };
  const install = (version: string) => {
    mkdirSync(join(root, 'node_modules'), { recursive: true });
    writeFileSync(
      join(root, 'node_modules', '.package-lock.json'),
      JSON.stringify({ packages: { 'node_modules/a': { version } } }),
    );
  };
  return { run, install };
}

describe('bootstrap', () => {
  it('runs a program with its arguments where everything is installed', () => {
    const { run, install } = clone('echo "npm was called" >&2; exit 1');
    install('1.0.0');
    expect(run('hello', 'a', 'b')).toMatchObject({ status: 0, stdout: 'hello a b\n' });
  });

  it('installs where a package is missing or has another version', () => {
    const { run, install } = clone(
      '[ "$1" = --version ] && echo 11.0.0; [ "$1" = install ] && echo "installed by npm"; exit 0',
    );
    expect(run('hello').stdout).toContain('installed by npm');
    install('0.9.0');
    expect(run('hello').stdout).toContain('installed by npm');
    install('1.0.0');
    expect(run('hello').stdout).toBe('hello \n');
  });

  it.each([
    ['echo 8.19.4', 'npm 8.19.4 is too old for this lock file; it takes npm 9 or newer, which comes with Node.js 20.'],
    ['[ "$1" = --version ] && echo 11.0.0 && exit 0; exit 1', 'npm could not install the packages'],
  ])('stops with one sentence when npm does: %s', (npm, sentence) => {
    const { status, stderr } = clone(npm).run('hello');
    expect(status).toBe(1);
    expect(stderr.split('\n').at(-1)).toContain(sentence);
  });

  it('knows only the programs of the folder', () => {
    expect(clone('exit 1').run('../x')).toMatchObject({
      status: 1,
      stderr: 'There is no program called "../x"; package.json lists them.',
    });
  });
});
