import 'server-only';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const INLINE_SCRIPT = /<script(\s[^>]*)?>([\s\S]*?)<\/script>/gi;

/** CSP source expressions, `'sha256-…'`, of the inline scripts in one built page; data blocks do not run and need none. */
export function hashesOf(html: string): string[] {
  const hashes = new Set<string>();
  for (const [, attributes = '', text = ''] of html.matchAll(INLINE_SCRIPT)) {
    if (/\ssrc\s*=/i.test(attributes) || /\stype\s*=\s*["']?(application\/|text\/(?!javascript))/i.test(attributes))
      continue;
    hashes.add(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  }
  return [...hashes];
}

/**
 * Hashes by page path (`/`, `/entities`, …) for every page in the build's `server/app` folder. Pages are static, so
 * the file is byte for byte what the browser gets.
 */
export function readScriptHashes(appFolder: string): Map<string, string[]> {
  const pages = new Map<string, string[]>();
  for (const entry of readdirSync(appFolder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith('.html')) continue;
    const file = join(entry.parentPath, entry.name);
    const name = relative(appFolder, file)
      .replaceAll('\\', '/')
      .replace(/\.html$/, '');
    pages.set(name === 'index' ? '/' : `/${name}`, hashesOf(readFileSync(file, 'utf8')));
  }
  return pages;
}
