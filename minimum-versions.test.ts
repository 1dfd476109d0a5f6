import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const minimum = read('minimum-versions.json') as Record<string, { atLeast: string; why: string }>;
const { packages } = read('package-lock.json') as { packages: Record<string, { version?: string }> };

/** Every copy that would be installed, also one below another package. */
function installed(name: string): string[] {
  return Object.entries(packages)
    .filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`))
    .map(([, { version }]) => version ?? '');
}

function isAtLeast(version: string, least: string): boolean {
  // What comes before a release is not that release.
  if (!/^\d+\.\d+\.\d+$/.test(version)) return false;
  const [have, want] = [version, least].map((text) => text.split('.').map(Number));
  const at = want?.findIndex((part, index) => part !== have?.[index]) ?? -1;
  return at < 0 || (have?.[at] ?? 0) > (want?.[at] ?? 0);
}

describe('packages that would hurt most are no older than minimum-versions.json says', () => {
  it.each(Object.entries(minimum))('%s', (name, { atLeast, why }) => {
    const versions = installed(name);
    expect(versions, 'no longer installed: take it out of the file').not.toEqual([]);
    expect(
      versions.filter((version) => !isAtLeast(version, atLeast)),
      why,
    ).toEqual([]);
  });

  it('compares versions by number, and takes no release before its time', () => {
    expect(isAtLeast('16.4.6', '16.4.6')).toBe(true);
    expect(isAtLeast('16.10.0', '16.4.6')).toBe(true);
    expect(isAtLeast('16.4.5', '16.4.6')).toBe(false);
    expect(isAtLeast('15.9.9', '16.4.6')).toBe(false);
    expect(isAtLeast('17.0.0-canary.1', '16.4.6')).toBe(false);
  });
});
