import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pagePolicies } from './page-policies.ts';
import { hashesOf, readScriptHashes } from './script-hashes.ts';

const sha = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

it('hashes what runs inline and nothing else', () => {
  const html =
    '<script>a()</script><script src="/x.js"></script><script id="r" async>b(">")</script>' +
    '<script type="application/json">{}</script><script>a()</script>';
  expect(hashesOf(html)).toEqual([sha('a()'), sha('b(">")')]);
});

it('gives each page its own hashes, and unknown or failed ones those of the error pages', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  mkdirSync(join(folder, 'settings'));
  writeFileSync(join(folder, 'index.html'), '<script>home</script>');
  writeFileSync(join(folder, 'settings', 'users.html'), '<script>users</script>');
  writeFileSync(join(folder, '_not-found.html'), '<script>lost</script>');
  const policyOf = pagePolicies(readScriptHashes(folder));
  expect(policyOf('/', 200)).toContain(sha('home'));
  expect(policyOf('/settings/users', 200)).toContain(sha('users'));
  expect(policyOf('/settings/users', 200)).not.toContain(sha('home'));
  expect(policyOf('/nope', 404)).toContain(sha('lost'));
  expect(policyOf('/', 500)).toContain(sha('lost'));
  for (const policy of [policyOf('/', 200), policyOf('/x', 404)]) {
    expect(policy).not.toMatch(/unsafe|nonce|\*|https?:/);
    expect(policy).toMatch(/default-src 'none'.*require-trusted-types-for 'script'/);
  }
});

const built = '.next/server/app';
describe.skipIf(!existsSync(join(built, 'index.html')))('the present build', () => {
  it("has every inline script of every page in that page's policy, and no inline style", () => {
    const policyOf = pagePolicies(readScriptHashes(built));
    const pages = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'));
    expect(pages).toContain('index.html');
    for (const file of pages) {
      // Next's own page for a failed render: it cannot be replaced, and static pages render nothing that could fail.
      if (file === '_global-error.html') continue;
      const html = readFileSync(join(built, file), 'utf8');
      const path = file === 'index.html' ? '/' : `/${file.replace(/\.html$/, '')}`;
      const policy = policyOf(path, path.startsWith('/_') ? 404 : 200);
      for (const hash of hashesOf(html)) expect(policy, file).toContain(hash);
      expect(html, `${file} has a style that the policy refuses`).not.toMatch(/<style|<[a-z][^>]*\sstyle=/i);
      expect(html, `${file} has an inline handler`).not.toMatch(/<[a-z][^>]*\son[a-z]+=/i);
    }
  });
});
