import { buildWhenStale } from './build-when-stale.ts';

process.exitCode = buildWhenStale() ? 0 : 1;
