// First program of every npm script. Plain JavaScript that an old Node runs: installs what is missing, then runs
// scripts/<name>.ts under the Node 24 that comes with the packages.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const [name = '', ...rest] = process.argv.slice(2);

function stopWith(sentence) {
  console.error(sentence);
  process.exit(1);
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}

/** What npm says it installed against what the lock pins; optional packages of other systems may be absent. */
function isInstalled() {
  const pinned = readJson(join(root, 'package-lock.json'))?.packages;
  const installed = readJson(join(modules, '.package-lock.json'))?.packages;
  if (!pinned) stopWith('package-lock.json is missing or broken; get a complete copy of the repository.');
  if (!installed) return false;
  return Object.entries(pinned).every(([path, { version, optional, peer, link }]) => {
    if (path === '' || link) return true;
    const found = installed[path];
    return found ? found.version === version : Boolean(optional || peer);
  });
}

/** npm as it was called, or the one beside this Node. */
function npm(...given) {
  const script = process.env.npm_execpath;
  const viaScript = script !== undefined && /\.[cm]?js$/.test(script) && existsSync(script);
  const [command, first] = viaScript
    ? [process.execPath, [script]]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
  return { command, given: [...first, ...given] };
}

function runNpm(stdio, ...given) {
  const { command, given: all } = npm(...given);
  // npm leaves out development packages where NODE_ENV is production; the build needs them.
  const environment = { ...process.env, NODE_ENV: '' };
  return spawnSync(command, all, {
    cwd: root,
    stdio,
    encoding: 'utf8',
    env: environment,
    shell: process.platform === 'win32',
  });
}

function install() {
  const { stdout, error } = runNpm('pipe', '--version');
  if (error) stopWith('npm was not found; install Node.js, which brings it, and repeat the command.');
  if (Number.parseInt(stdout ?? '', 10) < 9) {
    stopWith(
      `npm ${stdout?.trim()} is too old for this lock file; it takes npm 9 or newer, which comes with Node.js 20.`,
    );
  }
  console.error('Installing packages, once.');
  // Not `npm ci`: it refuses a lock made where the registry serves only one system's optional packages. The lock pins
  // all the same, and `--no-save` leaves it as it is.
  const flags = ['--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = runNpm(['ignore', 'inherit', 'inherit'], 'install', ...flags);
  if (status !== 0) {
    stopWith(
      'npm could not install the packages (its own words are above); check the network or the registry, and repeat the command.',
    );
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Node 24 from the packages; the running one where that has no binary for this system and it is new enough. */
function modernNode() {
  const bundled = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!isExecutable(bundled)) runNpm('ignore', 'rebuild', 'node', '--ignore-scripts=false', '--loglevel=error');
  if (isExecutable(bundled) && spawnSync(bundled, ['--version'], { encoding: 'utf8' }).status === 0) return bundled;
  if (Number.parseInt(process.versions.node, 10) >= 24) return process.execPath;
  return stopWith(
    `Node.js ${process.versions.node} is too old and the packages hold no Node 24 for this system (were install scripts switched off?); install Node.js 24 or newer and repeat the command.`,
  );
}

const program = join(root, 'scripts', `${name}.ts`);
if (!/^[a-z-]+$/.test(name) || !existsSync(program))
  stopWith(`There is no program called "${name}"; package.json lists them.`);
if (!isInstalled()) install();
const node = modernNode();
const child = spawn(node, ['--conditions=react-server', '--disable-warning=ExperimentalWarning', program, ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
    PATH: [dirname(node), join(modules, '.bin'), process.env.PATH].join(delimiter),
  },
});
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
