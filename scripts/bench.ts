import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { summarise } from '../e2e/bench/report.ts';
import { buildWhenStale } from './build-when-stale.ts';

/**
 * `npm run bench` runs every bench one after another; `npm run bench -- list` those whose name contains "list". One that
 * exports `onlyWhenNamed` takes so long that it runs only when its name was given.
 */
const folder = join(import.meta.dirname, '..', 'e2e', 'bench');
const wanted = process.argv.slice(2);

if (!buildWhenStale()) process.exit(1);
let failed = 0;
for (const file of readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .sort()) {
  if (wanted.length > 0 && !wanted.some((word) => file.includes(word))) continue;
  const bench = (await import(join(folder, file))) as { default?: () => Promise<void>; onlyWhenNamed?: boolean };
  if (typeof bench.default !== 'function') continue;
  if (bench.onlyWhenNamed === true && wanted.length === 0) {
    console.log(`\n${file.replace(/\.ts$/, '')}: only when named`);
    continue;
  }
  console.log(`\n${file.replace(/\.ts$/, '')}`);
  try {
    await bench.default();
  } catch (error) {
    failed += 1;
    console.error('  The bench itself failed:', error);
  }
}
summarise();
process.exit(failed === 0 ? 0 : 1);
