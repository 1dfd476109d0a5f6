import 'server-only';
import { REPUTATION_FINDING_TYPES } from '../../domain/vocabulary.ts';
import { hasCode } from '../errors.ts';
import { applyFindings } from '../findings/apply-findings.ts';
import type { Answer, FindingFilter, SesFinding } from '../ses/gateway.ts';
import { recordPass } from '../history/sweep-rows.ts';
import type { Watched } from './watched.ts';

export interface FindingsReader {
  /** True once everything SES held at install was read. */
  hasPast(): boolean;
  /** Reads and stores the next page, or one vanished finding. True when that ended a round over all open findings. */
  step(): Promise<boolean>;
}

/**
 * Findings of a connection: once everything SES has, open and fixed, resumable from its page token; from then on the
 * open ones of each type. One that is no longer listed is read by its ARN before it is called fixed.
 * @param resume where the first read stood when the process ended; `finished` when it was complete.
 */
export function createFindingsReader(
  watched: Watched,
  resume: { finished: boolean; token: string | null; startedAt: number; pages: number; entities: number } | null,
): FindingsReader {
  const { context, ses, signal, id } = watched;
  const progress = watched.lanes.findings;
  let past = resume?.finished ?? false;
  let token = past ? null : (resume?.token ?? null);
  let round = resume && !past ? { ...resume } : { startedAt: 0, pages: 0, entities: 0 };
  let typeAt = 0;
  let typeStartedAt = 0;

  async function readList(filter: FindingFilter) {
    const options = { lane: 'filtered-lists', signal } as const;
    try {
      return await ses.listFindings(filter, token, options);
    } catch (error) {
      if (token === null || !hasCode(error, 'ses-bad-request')) throw error;
      token = null;
      return await ses.listFindings(filter, null, options);
    }
  }

  async function stepPast(): Promise<boolean> {
    const { value: page, beganAt, endedAt } = await readList({});
    if (token === null) round = { startedAt: beganAt, pages: 0, entities: 0 };
    round.pages++;
    round.entities += page.findings.length;
    const done = page.nextToken === null;
    const pass = { ...round, token: page.nextToken, finishedAt: done ? endedAt : null };
    await applyFindings(context, {
      connectionId: id,
      source: 'list',
      findings: page.findings,
      beganAt,
      endedAt,
      baseline: true,
      settle: async (transaction) => {
        await watched.checkLease(transaction);
        await recordPass(transaction, id, 'findings', pass);
      },
    });
    token = page.nextToken;
    past = done;
    Object.assign(progress, pass, { progressAt: endedAt });
    if (done) round = { startedAt: 0, pages: 0, entities: 0 };
    return done;
  }

  async function stepOpen(): Promise<boolean> {
    const type = REPUTATION_FINDING_TYPES[typeAt] ?? 'BOUNCE';
    const first = token === null;
    const { value: page, beganAt, endedAt } = await readList({ status: 'OPEN', type });
    if (first) typeStartedAt = beganAt;
    if (first && typeAt === 0) round = { startedAt: beganAt, pages: 0, entities: 0 };
    round.pages++;
    round.entities += page.findings.length;
    const typeDone = page.nextToken === null;
    const roundDone = typeDone && typeAt === REPUTATION_FINDING_TYPES.length - 1;
    const pass = { ...round, finishedAt: endedAt };
    await applyFindings(context, {
      connectionId: id,
      source: 'list',
      findings: page.findings,
      beganAt,
      endedAt,
      baseline: false,
      settle: async (transaction) => {
        await watched.checkLease(transaction);
        if (roundDone) await recordPass(transaction, id, 'findings', pass);
      },
    });
    token = page.nextToken;
    progress.progressAt = endedAt;
    if (typeDone) {
      await noteVanished(type);
      typeAt = roundDone ? 0 : typeAt + 1;
    }
    if (roundDone) Object.assign(progress, pass);
    return roundDone;
  }

  async function noteVanished(type: string): Promise<void> {
    const rows = await context.store.read
      .selectFrom('findings')
      .select('arn')
      .where('connection_id', '=', id)
      .where('status', '=', 'OPEN')
      .where('type', '=', type)
      .where('last_seen_at', '<', typeStartedAt)
      .execute();
    for (const row of rows) watched.toAskFindings.add(row.arn);
  }

  async function stepVanished(arn: string): Promise<boolean> {
    watched.toAskFindings.delete(arn);
    const findings: SesFinding[] = [];
    const beganAt = context.clock.now();
    let next: string | null = null;
    try {
      do {
        const page: Answer<{ findings: SesFinding[]; nextToken: string | null }> = await ses.listFindings(
          { resourceArn: arn },
          next,
          { lane: 'filtered-lists', signal },
        );
        findings.push(...page.value.findings);
        next = page.value.nextToken;
      } while (next !== null);
    } catch (error) {
      // SES knows no such resource: it lists no finding of it either.
      if (!hasCode(error, 'ses-not-found')) throw error;
    }
    await applyFindings(context, {
      connectionId: id,
      source: 'list',
      findings,
      beganAt,
      endedAt: context.clock.now(),
      baseline: false,
      wholeOf: arn,
      settle: watched.checkLease,
    });
    return false;
  }

  return {
    hasPast: () => past,
    async step() {
      const [arn] = watched.toAskFindings;
      if (arn !== undefined && token === null) return stepVanished(arn);
      return past ? stepOpen() : stepPast();
    },
  };
}
