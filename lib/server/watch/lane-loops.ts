import 'server-only';
import { hasCode } from '../errors.ts';
import { chooseList } from './choose-list.ts';
import { confirmEntity } from './confirm-entity.ts';
import type { StateKeeper } from './keep-state.ts';
import { listKnown } from './list-known.ts';
import { readAccount } from './read-account.ts';
import type { FilteredList } from './read-filtered-list.ts';
import type { FindingsReader } from './read-findings.ts';
import type { FullSweeper } from './sweep-all.ts';
import type { Pause } from './pause.ts';
import { TAGS_ACTION, type TagReader } from './read-tags.ts';
import { mayAsk, type Watched } from './watched.ts';

export const LIST_ACTION = 'ses:ListReputationEntities';
export const GET_ACTION = 'ses:GetReputationEntity';
const FINDINGS_ACTION = 'ses:ListRecommendations';
const ACCOUNT_ACTION = 'ses:GetAccount';
/** How long a loop that has nothing to do sleeps before it looks again. */
const IDLE_MS = 1_000;
const UNKNOWN_FILTER_MS = 60_000;

export interface Parts {
  watched: Watched;
  lists: Record<'disabled' | 'high', FilteredList>;
  findings: FindingsReader;
  sweeper: FullSweeper;
  keeper: StateKeeper;
  pause: Pause;
  tags: TagReader;
}

/** The lane that looks for trouble: the filtered lists over and over, and findings between them. */
export async function runListLane({ watched, lists, findings, sweeper, keeper, pause }: Parts): Promise<void> {
  const { lanes, signal, context } = watched;
  const askedAt = { disabled: 0, high: 0, findings: 0 };
  const unfinished = { disabled: false, high: false, findings: false };
  let listsInARow = 0;
  while (!signal.aborted) {
    const choice = chooseList({
      now: context.clock.now(),
      unfinished,
      askedAt,
      finished: {
        disabled: lanes.disabled.finishedAt !== null,
        high: lanes.high.finishedAt !== null,
        full: lanes.full.expected !== null,
      },
      entities: mayAsk(watched, LIST_ACTION),
      findings: mayAsk(watched, FINDINGS_ACTION),
      sweeping: sweeper.running(),
      hastenFindings: watched.hastenFindings,
      listsInARow,
    });
    if ('waitMs' in choice) {
      await pause.list(choice.waitMs);
      continue;
    }
    const { read } = choice;
    askedAt[read] = context.clock.now();
    listsInARow = read === 'findings' ? 0 : listsInARow + 1;
    try {
      const done = await (read === 'findings' ? findings : lists[read]).step();
      unfinished[read] = read === 'findings' ? !findings.hasPast() : !done;
      if (read === 'findings' && done) watched.hastenFindings = false;
      if (read !== 'findings' && done) watched.wake();
      await keeper.succeeded(read === 'findings' ? FINDINGS_ACTION : LIST_ACTION);
    } catch (error) {
      unfinished[read] = false;
      if (read !== 'findings' && hasCode(error, 'ses-bad-request')) {
        // Whoever answers does not know this filter: the full sweep tells as much, only later.
        lanes[read].finishedAt = context.clock.now();
        askedAt[read] = context.clock.now() + UNKNOWN_FILTER_MS;
        continue;
      }
      const waitMs = await keeper.failed(error, read === 'findings' ? 'other' : 'entities');
      // A list of findings that fails must not hold the lists of entities up.
      if (read === 'findings' && waitMs !== null) askedAt.findings = context.clock.now() + waitMs;
      else await pause.list(waitMs);
    }
  }
}

/** The lowest lane: everything, page by page, with what must be read one by one in between. */
export async function runSweepLane({ watched, sweeper, keeper, pause, tags }: Parts): Promise<void> {
  const { lanes, signal, context, toConfirm } = watched;
  let accountDue = true;
  let oneByOne = false;
  while (!signal.aborted) {
    const now = context.clock.now();
    const mayList = mayAsk(watched, LIST_ACTION);
    const listsFirst = mayList && (lanes.disabled.finishedAt === null || lanes.high.finishedAt === null);
    if (listsFirst) {
      await pause.sweep(IDLE_MS);
      continue;
    }
    const [next] = toConfirm;
    const sweepDue = mayList && sweeper.dueAt() <= now;
    try {
      if (next !== undefined && mayAsk(watched, GET_ACTION) && (oneByOne || !sweepDue)) {
        oneByOne = false;
        const [arn, why] = next;
        // Behind the others, should it fail.
        toConfirm.delete(arn);
        toConfirm.set(arn, why);
        await confirmEntity(watched, arn, why);
        toConfirm.delete(arn);
        await keeper.succeeded(GET_ACTION);
      } else if (mayAsk(watched, TAGS_ACTION) && (await tags.due(sweepDue))) {
        await askTags(tags, keeper, pause);
      } else if (sweepDue) {
        oneByOne = true;
        await sweeper.step();
        await keeper.succeeded(LIST_ACTION);
        accountDue ||= !sweeper.running();
      } else if (accountDue && mayAsk(watched, ACCOUNT_ACTION)) {
        accountDue = false;
        await askAccount(watched, keeper);
      } else if (!mayList && (lanes.full.startedAt ?? 0) + watched.intervalMs <= now) {
        await beginKnown(watched);
        accountDue = true;
      } else {
        if (!mayList && toConfirm.size === 0) endKnown(watched);
        await pause.sweep(Math.min(IDLE_MS, Math.max(10, sweeper.dueAt() - now)));
      }
    } catch (error) {
      await pause.sweep(await keeper.failed(error, 'entities'));
    }
  }
}

async function askAccount(watched: Watched, keeper: StateKeeper): Promise<void> {
  try {
    await readAccount(watched);
    await keeper.succeeded(ACCOUNT_ACTION);
  } catch (error) {
    await keeper.failed(error, 'other');
  }
}

async function askTags(tags: TagReader, keeper: StateKeeper, pause: Pause): Promise<void> {
  try {
    await tags.step();
    await keeper.succeeded(TAGS_ACTION);
  } catch (error) {
    await pause.sweep(await keeper.failed(error, 'other'));
  }
}

/** Without the list: everything we know of is queued to be read one by one. */
async function beginKnown(watched: Watched): Promise<void> {
  const { full } = watched.lanes;
  full.startedAt = watched.context.clock.now();
  full.finishedAt = null;
  const arns = await listKnown(watched);
  for (const arn of arns) watched.toConfirm.set(arn, 'known');
  full.entities = arns.length;
  full.expected = arns.length;
}

function endKnown(watched: Watched): void {
  const { full } = watched.lanes;
  if (full.startedAt === null || full.finishedAt !== null) return;
  full.finishedAt = watched.context.clock.now();
  full.lastedMs = full.finishedAt - full.startedAt;
}
