import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator } from '../e2e/ses-simulator/start.ts';
import { buildWhenStale } from './build-when-stale.ts';
import { giveHistory } from './demo-history.ts';

/** Beside the ambient connection (first account, us-east-1): what an operator with three Regions would have added. */
const OTHER_CONNECTIONS = [
  { label: 'Production, Europe', region: 'eu-west-1', key: 'first' },
  { label: 'Resellers, Sydney', region: 'ap-southeast-2', key: 'second' },
] as const;

const dataDir = join(import.meta.dirname, '..', '.demo', 'data');

if (!buildWhenStale()) process.exit(1);
const simulator = await startSimulator({ life: 'demo', past: 90 });
// A world that begins anew with each start cannot continue the last one's history.
rmSync(dataDir, { recursive: true, force: true });
mkdirSync(dataDir, { recursive: true });
for (const name of Object.keys(process.env)) {
  // Nobody's real account is read by a demo.
  if (name.startsWith('AWS_') || name === 'DATABASE_URL') delete process.env[name];
}
Object.assign(process.env, {
  NODE_ENV: 'production',
  STANDING_DEMO: '1',
  STANDING_DATA_DIR: dataDir,
  STANDING_WATCH_INTERVAL_SECONDS: process.env['STANDING_WATCH_INTERVAL_SECONDS'] ?? '15',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: simulator.keys.first.accessKeyId,
  AWS_SECRET_ACCESS_KEY: simulator.keys.first.secretAccessKey,
  AWS_ENDPOINT_URL_SESV2: simulator.url,
  AWS_ENDPOINT_URL_STS: simulator.url,
});
const { url } = await import('../server.ts');

for (const { label, region, key } of OTHER_CONNECTIONS) {
  const { accessKeyId, secretAccessKey } = simulator.keys[key];
  const response = await fetch(`${url}/api/connections`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ label, region, accessKeyId, secretAccessKey }),
  });
  if (!response.ok) console.error(`The demo connection "${label}" could not be added: ${await response.text()}`);
}
console.log(`The demo runs on a simulated SES, without sign-in: open ${url}`);
try {
  const { counts } = await giveHistory(url, simulator, OTHER_CONNECTIONS.length + 1);
  console.log(`Its last 90 days are there: ${counts.taken.toLocaleString('en')} events imported.`);
} catch (error) {
  console.error(`The demo's last 90 days could not be imported: ${(error as Error).message}`);
}
