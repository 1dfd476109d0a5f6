import 'server-only';
import type { Health } from '../../domain/health.ts';
import type { Context } from '../context.ts';

/** Whether the store can be read. Whether SES answers is another question (`/api/health/watch`). */
export async function checkReadiness({ store, log, requestId }: Context): Promise<Health> {
  try {
    await store.read.selectFrom('settings').select('key').limit(1).execute();
    return { status: 'ok', checks: { store: 'ok' } };
  } catch (error) {
    log.error({ err: error, requestId }, 'The store cannot be read');
    return { status: 'failing', checks: { store: 'failing' } };
  }
}
