import 'server-only';
import type { TagKeys } from '../../domain/connection.ts';
import { isEntityArn } from '../../domain/arn.ts';
import { labelOfTags } from '../../domain/label-of-tags.ts';
import { hasCode } from '../errors.ts';
import { listTagsDue, storeTagLabel } from '../history/tag-labels.ts';
import type { Watched } from './watched.ts';

export const TAGS_ACTION = 'ses:ListTagsForResource';
/** Labels hardly ever change, and each costs a request. */
const AGAIN_AFTER_MS = 24 * 3_600_000;
const LOOK_AGAIN_MS = 60_000;
/** Of the lowest lane's turns while a sweep runs: never so many that they slow it. */
const EVERY_TURN = 10;

export interface TagReader {
  /** Is a sender's turn to have its tags read? While a sweep is due, every tenth time only. */
  due(sweepDue: boolean): Promise<boolean>;
  /** Reads the tags of one sender. @throws StandingError of the gateway; that sender then waits until the next day. */
  step(): Promise<void>;
}

/** Reads labels from tags, one sender at a time in the lowest lane; for connections that ask for it. */
export function createTagReader(watched: Watched, keys: TagKeys | null): TagReader {
  const { context, ses, signal, id } = watched;
  let queue: { id: number; arn: string }[] = [];
  let lookedAt = 0;
  let turn = 0;
  return {
    async due(sweepDue) {
      if (keys === null) return false;
      turn += 1;
      if (sweepDue && turn % EVERY_TURN !== 0) return false;
      const now = context.clock.now();
      if (queue.length === 0 && now - lookedAt >= LOOK_AGAIN_MS) {
        queue = await listTagsDue(context, id, now - AGAIN_AFTER_MS);
        // A full batch means that there are more.
        lookedAt = queue.length === 0 ? now : 0;
      }
      return queue.length > 0;
    },
    async step() {
      const next = queue.shift();
      if (next === undefined || keys === null || !isEntityArn(next.arn)) return;
      let tags: { key: string; value: string }[] | null = null;
      try {
        tags = (await ses.listTags(next.arn, { lane: 'full-sweep', signal })).value;
      } catch (error) {
        // Of this sender alone; anything else would meet the next one too.
        if (!hasCode(error, 'ses-not-found', 'ses-bad-request')) throw error;
      }
      const label = tags === null ? null : labelOfTags(tags, keys);
      await context.store.write(async (transaction) => {
        await watched.checkLease(transaction);
        await storeTagLabel(transaction, next.id, { label, read: tags !== null, now: context.clock.now() });
      });
    },
  };
}
