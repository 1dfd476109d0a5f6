import { buildWhenStale } from './build-when-stale.ts';

if (!buildWhenStale()) process.exit(1);
Object.assign(process.env, { NODE_ENV: 'production' });
await import('../server.ts');
