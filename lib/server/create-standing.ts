import 'server-only';
import { openSessions } from './access/open-sessions.ts';
import { scopeOf } from './check-permission.ts';
import { keepAudit } from './audit/keep-audit.ts';
import { openAuditKeys } from './audit/open-audit-keys.ts';
import type { Config } from './config.ts';
import type { Clock, Context } from './context.ts';
import { ensureAmbientConnection } from './credentials/ensure-ambient-connection.ts';
import { findUnreadableCredentials } from './credentials/find-unreadable-credentials.ts';
import { openKeys, signInTexts } from './credentials/open-keys.ts';
import { openVault } from './credentials/open-vault.ts';
import { CLIENT_ADDRESS_HEADER } from './http/inside-headers.ts';
import { openHub } from './live/open-hub.ts';
import { createLog } from './log.ts';
import { openMetrics } from './metrics/open-metrics.ts';
import { keepNotifying } from './notify/keep-notifying.ts';
import { openGateway } from './ses/open-gateway.ts';
import { openSharing } from './sharing/open-sharing.ts';
import { putStanding, type Standing } from './standing.ts';
import { authDatabase } from './store/auth-database.ts';
import { openStore } from './store/open-store.ts';
import { scopedStore } from './store/scoped-store.ts';
import { stopRuns } from './triage/begin-run.ts';
import { keepActs } from './triage/keep-acts.ts';
import { resumeActs } from './triage/resume-acts.ts';
import { createWatcher } from './watch/create-watcher.ts';

/**
 * Builds the one state of the process, before Next starts, and puts it where routes find it.
 * Nothing is left open when a part cannot start.
 * @throws Error of one sentence for whoever starts the server.
 */
export async function createStanding(config: Config): Promise<Standing> {
  const log = createLog(config.logLevel);
  const clock: Clock = { now: Date.now };
  const keys = openKeys(config);
  const vault = openVault(keys);
  const { databaseUrl, dataDir } = config;
  const store = await openStore(databaseUrl === null ? { dataDir } : { databaseUrl }, log);
  try {
    const auditKeys = await openAuditKeys(store.read, keys, vault);
    const gateway = openGateway({
      config: { ratePerSecond: config.sesRate, share: config.sesShare },
      clock,
      log,
    });
    const intervalMs = config.watchIntervalSeconds * 1000;
    const watcher = createWatcher({ store, gateway, vault, clock, log, intervalMs });
    const sessions = await openSessions({
      auditKeys,
      config,
      store,
      database: authDatabase(store),
      clock,
      log,
      ...signInTexts(keys),
      clientAddressHeader: CLIENT_ADDRESS_HEADER,
      print: (line) => void process.stdout.write(`${line}\n`),
    });
    const sharing = openSharing({
      store,
      keys,
      database: authDatabase(store).db,
      clock,
      isDemo: config.demo,
      clientAddressHeader: CLIENT_ADDRESS_HEADER,
    });
    const contextFor: Standing['contextFor'] = (principal, from): Context => ({
      principal,
      store: scopedStore(store, scopeOf(principal)),
      gateway,
      vault,
      auditKeys,
      clock,
      log,
      requestId: from?.requestId ?? null,
      clientAddress: from?.clientAddress ?? null,
    });
    await ensureAmbientConnection(contextFor({ kind: 'watcher' }), config.awsRegion);
    const unreadable = await findUnreadableCredentials(store, vault);
    if (unreadable !== null) log.error({ keySource: keys.source }, unreadable);
    const notifying = keepNotifying(
      { store, clock, vault, log },
      { baseUrl: sessions.baseUrl, privateAllowed: config.webhookPrivate },
    );
    const live = openHub({ store, clock, log });
    const audit = keepAudit({ store, clock, auditKeys, log });
    let stopActs = async (): Promise<void> => undefined;
    const close = async () => {
      putStanding(undefined);
      live.close();
      await Promise.all([watcher.stop(), stopRuns(store), stopActs(), notifying.stop()]);
      await gateway.close();
      await audit.stop();
      await store.close();
    };
    const { refusals } = audit;
    const state: Standing = {
      config,
      store,
      gateway,
      vault,
      // A request that carries a share link is judged by it alone, whatever cookie comes along.
      sessions: {
        ...sessions,
        principalOf: (headers) => sharing.principalOf(headers) ?? sessions.principalOf(headers),
      },
      sharing,
      watcher,
      live,
      metrics: openMetrics(live),
      refusals,
      clock,
      log,
      contextFor,
      close,
    };
    putStanding(state);
    await resumeActs(contextFor({ kind: 'watcher' }));
    stopActs = keepActs(contextFor({ kind: 'watcher' }));
    return state;
  } catch (error) {
    await store.close();
    throw error;
  }
}
