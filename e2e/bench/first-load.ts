import { gzipSync } from 'node:zlib';
import { buildHelloWorld, startHelloWorld } from './hello-world.ts';
import { report } from './report.ts';
import { startStanding } from '../fixtures/start-standing.ts';

/** Gzip bytes of the scripts that a page's HTML names, each printed. `nomodule` scripts are for browsers that we do not serve. */
async function firstLoadBytes(pageUrl: string, print: boolean): Promise<number> {
  const html = await (await fetch(pageUrl, { headers: { accept: 'text/html' } })).text();
  const tags = [...html.matchAll(/<script\b[^>]*\bsrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/\bnomodule\b/i.test(tag));
  const sources = new Set(tags.map(([, source]) => source ?? ''));
  let total = 0;
  for (const source of sources) {
    const body = Buffer.from(await (await fetch(new URL(source, pageUrl))).arrayBuffer());
    const bytes = gzipSync(body, { level: 9 }).length;
    if (print) console.log(`    ${(bytes / 1024).toFixed(1).padStart(7)} KiB  ${source.replace(/\?.*/, '')}`);
    total += bytes;
  }
  return total;
}

export default async function benchFirstLoad(): Promise<void> {
  buildHelloWorld();
  const hello = await startHelloWorld();
  const standing = await startStanding({ simulator: { tenants: 12 }, demo: true });
  try {
    const control = await firstLoadBytes(hello.url, false);
    for (const page of ['/entity', '/entities', '/']) {
      const value = await firstLoadBytes(`${standing.url}${page}`, page === '/entity');
      report({
        name: `first-load JavaScript of ${page}, gzip`,
        value: value / 1024,
        unit: 'KiB',
        control: control / 1024,
        ...(page === '/entity' ? { goal: 1.5 } : {}),
      });
    }
  } finally {
    await standing.stop();
    await hello.stop();
  }
}
