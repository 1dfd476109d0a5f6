import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Every tracked or about-to-be-tracked file, with forward slashes: what a reviewer would see. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(file));
const isCode = (file: string) => /\.(ts|tsx|mjs|cjs|js)$/.test(file) && file !== 'architecture.test.ts';
const isTest = (file: string) => /\.test\.tsx?$/.test(file) || file.startsWith('e2e/');
const code = files.filter(isCode);
const product = code.filter((file) => !isTest(file));
const read = (file: string) => readFileSync(file, 'utf8');
const within = (folder: string) => (file: string) => file.startsWith(folder);

/** Module names a file imports or re-exports, types included. */
function importsOf(file: string): string[] {
  const found = read(file).matchAll(/(?:from|import)\s*\(?\s*['"]([^'"\n]+)['"]/g);
  return [...found].map((match) => match[1] ?? '');
}
const importing = (pattern: RegExp, among: string[]) =>
  among.flatMap((file) => importsOf(file).flatMap((name) => (pattern.test(name) ? [`${file} imports ${name}`] : [])));
const lines = (file: string) => read(file).split('\n').length - 1;

/** What each package is fenced to. `allowed` is tested against the path; e2e and test files are outside unless said. */
const fences: { packages: RegExp; allowed: RegExp; why: string }[] = [
  {
    packages: /^@aws-sdk\//,
    allowed: /^lib\/server\/ses\//,
    why: 'only the gateway speaks to AWS: ask lib/server/ses',
  },
  { packages: /^(pg|node:sqlite)$/, allowed: /^lib\/server\/store\//, why: 'only the store knows a driver' },
  { packages: /^kysely/, allowed: /^lib\/server\//, why: 'only the server speaks SQL' },
  { packages: /^better-auth/, allowed: /^lib\/(server\/access|client)\//, why: 'sign-in lives in lib/server/access' },
  { packages: /^jose$/, allowed: /^lib\/server\/(credentials|sharing|access)\//, why: 'sealing lives in one folder' },
  {
    packages: /^pino$/,
    allowed: /^lib\/server\/log\.ts$/,
    why: 'one logger, with its redaction: use lib/server/log.ts',
  },
  {
    packages: /^(react|react-dom|next)(\/|$)/,
    allowed: /^(app|components|lib\/client)\/|^(serve|instrumentation|next\.config)\.[tj]s$/,
    why: 'the server half knows no framework',
  },
  {
    packages: /^(lucide-react|@base-ui\/|@tanstack\/|nuqs)/,
    allowed: /^(app|components|lib\/client)\//,
    why: 'browser packages stay in the browser',
  },
  {
    packages: /^(node:|server-only$)/,
    allowed:
      /^(lib\/server|app\/api|app\/metrics|scripts|e2e)\/|^(server|serve|instrumentation|[a-z]+\.config)\.[tj]s$/,
    why: 'this file is loaded by the browser',
  },
];

describe('folders and packages', () => {
  it.each(fences)('$packages stays behind its fence', ({ packages, allowed, why }) => {
    expect(
      importing(
        packages,
        product.filter((file) => !allowed.test(file)),
      ),
      why,
    ).toEqual([]);
  });

  it('lib/domain imports zod/mini and itself, nothing else', () => {
    expect(importing(/^(?!zod\/mini$|\.\.?\/)/, product.filter(within('lib/domain/'))), 'domain code is pure').toEqual(
      [],
    );
  });

  it('zod is loaded as zod/mini in what the browser loads', () => {
    const browser = product.filter((file) => /^(app|components|lib\/(domain|client))\//.test(file));
    expect(importing(/^zod(?!\/mini$)/, browser), "import * as z from 'zod/mini'").toEqual([]);
  });

  it('lib imports relatively, with extension; nothing imports without one', () => {
    const lib = code.filter((file) => /^(lib|e2e)\//.test(file));
    expect(importing(/^@\//, lib), 'files under lib also run in plain Node, which knows no alias').toEqual([]);
    expect(importing(/^(\.|@\/)(?!.*\.(ts|tsx|css|json|svg|woff2|mjs|cjs|js)$)/, code), 'write the extension').toEqual(
      [],
    );
  });

  it("every file of lib/server starts with import 'server-only'", () => {
    const bare = product
      .filter(within('lib/server/'))
      .filter((file) => !read(file).startsWith("import 'server-only';"));
    expect(bare, "the first line must be import 'server-only'; it keeps secrets out of the browser bundle").toEqual([]);
  });

  it('the environment is read in one place', () => {
    const allowed = /^(lib\/server\/config\.ts|scripts\/|e2e\/)|\.config\.[tj]s$|\.test\.ts$/;
    const readers = code.filter((file) => !allowed.test(file) && /process\.env\b/.test(read(file)));
    expect(readers, 'take it from the configuration parsed in lib/server/config.ts').toEqual([]);
  });

  it('our own errors are told apart by brand, not instanceof', () => {
    const own = /instanceof (NotFound|Conflict|Refused|Invalid|Forbidden|Unauthori[sz]ed|StandingError|Ses\w*)\b/;
    const users = product.filter((file) => own.test(read(file)));
    expect(users, 'Next bundles a second copy of every class; use the helpers of lib/server/errors.ts').toEqual([]);
  });
});

describe('names and sizes', () => {
  it('names say what a file does', () => {
    const vague = /(^|\/)(utils?|helpers?|misc|common|shared|types|constants)(\.[a-z.]+)?(\/|$)/;
    expect(
      files.filter((file) => isCode(file) && vague.test(file)),
      'name the verb or the noun it holds',
    ).toEqual([]);
    const shouting = code.filter((file) => /[A-Z_]/.test(file.replace(/\[\.\.\.\w+\]|\[\w+\]|\(\w+\)/g, '')));
    expect(shouting, 'files are kebab-case').toEqual([]);
  });

  it('no barrels', () => {
    const barrels = code.filter((file) => /(^|\/)index\.tsx?$/.test(file) || /^export \* from/m.test(read(file)));
    expect(barrels, 'import from the file that defines it').toEqual([]);
  });

  it('no file over 400 lines, no component over 250', () => {
    const long = code.filter((file) => lines(file) > (file.endsWith('.tsx') ? 250 : 400));
    expect(
      long.map((file) => `${file}: ${lines(file)}`),
      'split it by verb',
    ).toEqual([]);
  });

  it('median file at most 70 lines, nine in ten at most 200', () => {
    const sizes = product.map(lines).sort((a, b) => a - b);
    const at = (share: number) => sizes[Math.min(sizes.length - 1, Math.floor(sizes.length * share))] ?? 0;
    expect(at(0.5), 'median').toBeLessThanOrEqual(70);
    expect(at(0.9), 'p90').toBeLessThanOrEqual(200);
  });

  it('erasable TypeScript only, and no unexplained any', () => {
    const enums = code.filter((file) => /^\s*(export )?(declare )?(const )?(enum|namespace) \w/m.test(read(file)));
    expect(enums, 'Node strips types, it does not compile: use a const object and a union').toEqual([]);
  });
});

describe('pages', () => {
  // `/metrics` is no page: the name that Prometheus asks for lies outside /api.
  const pages = files.filter(within('app/')).filter((file) => !/^app\/(api|metrics)\//.test(file));

  it('no page has a dynamic path segment', () => {
    expect(
      pages.filter((file) => /\[/.test(file)),
      'pages are static shells: put it in the query string',
    ).toEqual([]);
  });

  it('what is switched off in Next is absent', () => {
    const sources = product.filter((file) => /^(app|components|lib|serve|instrumentation|next)/.test(file));
    const off = [
      /^\s*['"]use (server|cache)\b/m,
      /['"]next\/(og|image|legacy|headers|cache|server|font)\b/,
      /\brevalidate\s*[:=]/,
      /\bgenerateStaticParams\b/,
      /\brewrites\b/,
    ];
    expect(
      sources.flatMap((file) => off.flatMap((pattern) => (pattern.test(read(file)) ? [`${file}: ${pattern}`] : []))),
      'every critical Next advisory of the year sat in these',
    ).toEqual([]);
    const special = files.filter((file) => /^(src\/)?(pages\/|(proxy|middleware)\.[tj]sx?$)/.test(file));
    expect(special, 'no pages router, no proxy: the door is server.ts').toEqual([]);
  });

  it('no page reads data on the server', () => {
    const readers = importing(/lib\/server\/|^server-only$|^node:/, pages.filter(isCode));
    expect(readers, 'pages are shells without data; the browser asks /api').toEqual([]);
  });
});

describe('documents', () => {
  it('cite only paths that exist', () => {
    const documents = files.filter((file) => file.endsWith('.md'));
    const cited = /`((?:app|components|docs|e2e|lib|public|scripts)\/[\w./()-]+|[\w-]+\.(?:ts|mjs|json|md))`/g;
    // A name without a folder may stand for a file anywhere.
    const exists = (path: string) =>
      existsSync(path) || files.some((file) => file.endsWith(`/${path}`) || file.startsWith(path.replace(/\/?$/, '/')));
    const dead = documents.flatMap((document) =>
      [...read(document).matchAll(cited)].flatMap(([, path]) =>
        path && !exists(path) ? [`${document}: ${path}`] : [],
      ),
    );
    expect(dead, 'the document outlived the file').toEqual([]);
  });
});
