import 'server-only';
import { warningsOf } from '../../domain/early-warnings.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import { parseFinding } from '../../domain/parse-finding.ts';
import type { Standing } from '../../domain/vocabulary.ts';
import type { Place } from '../store/count-entities.ts';
import { entityConditions } from '../store/entity-conditions.ts';
import type { Store } from '../store/store.ts';

const SHOWN = 50;
/** Findings of so many senders at a time. */
const AT_ONCE = 500;

/** Senders that may send now and show what often comes before a pause, the nearest to one first. */
export async function findWarnings(store: Store, place: Place): Promise<Pick<FleetView, 'warnings' | 'warningsTotal'>> {
  const senders = await store.read
    .selectFrom('entities')
    .select(['arn', 'name', 'region', 'account', 'standing', 'impact', 'policy'])
    .where((of) =>
      of.and([
        ...entityConditions({ ...place, standings: ['enabled', 'reinstated'] }, store.dialect),
        of.or([
          of('impact', 'is not', null),
          of.exists(
            of
              .selectFrom('findings')
              .select('findings.id')
              .whereRef('findings.arn', '=', 'entities.arn')
              .where('status', '=', 'OPEN'),
          ),
        ]),
      ]),
    )
    .execute();
  const findings = new Map<string, Awaited<ReturnType<typeof findingsOf>>>();
  for (let start = 0; start < senders.length; start += AT_ONCE) {
    const arns = senders.slice(start, start + AT_ONCE).map(({ arn }) => arn);
    for (const [arn, own] of Map.groupBy(await findingsOf(store, arns), (row) => row.arn)) findings.set(arn, own);
  }
  const warnings = senders.flatMap(({ standing, impact, ...sender }) =>
    warningsOf({
      standing: standing as Standing,
      impact,
      policy: sender.policy,
      findings: (findings.get(sender.arn) ?? []).map(({ type, status, created_at: createdAt, description }) => {
        return { type, status, createdAt, percent: parseFinding(description)?.exceededPercent ?? null };
      }),
    }).map(({ kind, type, rates }) => ({ ...sender, kind, type, rates: rates === null ? null : rangeOf(rates) })),
  );
  return { warnings: warnings.slice(0, SHOWN), warningsTotal: warnings.length };
}

const rangeOf = ([before, last]: readonly [number, number]): [number, number] => [before, last];

function findingsOf(store: Store, arns: readonly string[]) {
  return store.read
    .selectFrom('findings')
    .select(['arn', 'type', 'status', 'created_at', 'description'])
    .where('arn', 'in', arns)
    .orderBy('id')
    .execute();
}
