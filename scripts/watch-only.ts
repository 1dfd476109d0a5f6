import { readConfig } from '../lib/server/config.ts';
import { createStanding } from '../lib/server/create-standing.ts';

/** The watcher without pages, configured as the server is: what the durability rounds kill. */
const standing = await createStanding(readConfig());
await standing.watcher.start();
process.on('SIGTERM', () => void standing.close().then(() => process.exit(0)));
console.log('Standing watches');
