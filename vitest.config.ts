import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));
const alias = { '@': root.replace(/\/$/, '') };

/** Files under lib/server start with `import 'server-only'`, which resolves to nothing only under this condition. */
const reactServer = {
  // No 'import' here: vitest hands conditions to Node, which would then give CommonJS packages the ES modules of others.
  resolve: { alias, conditions: ['react-server', 'node', 'default'] },
  ssr: { resolve: { conditions: ['react-server', 'node', 'default'], externalConditions: ['react-server'] } },
};

export default defineConfig({
  test: {
    // Two cores are the machine we promise to run on; databases and simulators are waited for, so four keep them busy.
    maxWorkers: 4,
    // A worker takes file after file: no test may leave a trace, and a quarter of the time is saved.
    isolate: false,
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'domain',
          environment: 'node',
          // Properties take long where other work shares the machine; that is no failure.
          testTimeout: 30_000,
          include: [
            'lib/domain/**/*.test.ts',
            'lib/client/**/*.test.ts',
            'components/**/*.test.{ts,tsx}',
            'app/**/*.test.{ts,tsx}',
            '*.test.ts',
            'scripts/**/*.test.ts',
          ],
        },
      },
      {
        ...reactServer,
        test: {
          name: 'server',
          environment: 'node',
          include: ['lib/server/**/*.test.ts'],
          globalSetup: ['e2e/fixtures/postgres/offer-postgres.ts'],
          server: { deps: { inline: ['server-only'] } },
          // Generous: a busy machine is no failure.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'simulator',
          environment: 'node',
          include: ['e2e/ses-simulator/**/*.test.ts', 'e2e/fixtures/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
