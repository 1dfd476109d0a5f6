import 'server-only';
import { buildRuns, type Run } from '../../domain/build-runs.ts';
import { type History, type HistoryMark, type HistoryQuery, packRuns } from '../../domain/history.ts';
import { pages } from '../../domain/paths.ts';
import { toIso } from '../../domain/wire.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { findEntity } from '../entities/entity-row.ts';
import { notFound } from '../errors.ts';
import { type HistoryAct, historyActs, type HistoryNote, historyNotes, historyRows } from '../store/history-rows.ts';
import { gapsFor } from './gaps-for.ts';

/** Changes a picture is made of at most. */
const MOST_CHANGES = 20_000;
const MOST_NOTES = 500;
/** A mark says what it is; the case has the whole note. */
const NOTE_LETTERS = 160;

type Asker = Pick<Context, 'principal' | 'store' | 'clock'>;

/**
 * The whole history of one entity as steps of each track, with the times nobody watched and what was done through Standing:
 * what a picture needs, and no text. Spends no SES budget.
 * @throws StandingError `entity-not-found`.
 */
export async function readHistory(context: Asker, query: HistoryQuery): Promise<History> {
  authorise(context, 'entities.read');
  const { store } = context;
  const entity = await findEntity(store.read, query.arn);
  if (entity === undefined) throw notFound('entity', query.arn);
  const rows = await historyRows(store, entity.id, MOST_CHANGES);
  const acts = await historyActs(store, entity.id);
  const notes = await historyNotes(store, entity.id, MOST_NOTES);
  const tracks = buildRuns(rows, entity.read_began_at === 0 ? null : entity.read_began_at);
  const from = query.from ?? -Infinity;
  const to = query.to ?? Infinity;
  const overlaps = (run: Run) => run.from < to && (run.to === null || run.to > from);
  const oldest = rows.at(-1);
  const begins = tracks.flatMap(({ runs }) => runs.slice(0, 1).map((run) => run.from));
  return {
    arn: entity.arn,
    tracks: tracks.map(({ track, runs }) => packRuns({ track, runs: runs.filter(overlaps) })),
    gaps: await gapsFor(context, entity, query),
    marks: [...acts.map(markOfAct), ...notes.map(markOfNote)].filter(
      ({ at }) => Date.parse(at) >= from && Date.parse(at) < to,
    ),
    watchedSince: toIso(entity.first_seen_at),
    earliest: toIso(Math.min(entity.first_seen_at, ...begins)),
    incompleteBefore: oldest && rows.length === MOST_CHANGES ? toIso(oldest.seenAt) : null,
    changes: rows.length,
    sources: [...new Set(rows.map(({ source }) => source))].sort(),
    actors: [...new Map(acts.map(({ principalId, principalName }) => [principalId, principalName]))].map(
      ([id, name]) => ({ id, name }),
    ),
  };
}

const VERBS: Record<string, string> = {
  disable: 'Disable sending',
  enable: 'Enable sending',
  reinstate: 'Reinstate sending',
};

function markOfAct(act: HistoryAct): HistoryMark {
  const verb = act.act === 'set-policy' ? `Set policy ${act.policy ?? ''}` : (VERBS[act.act] ?? act.act);
  return {
    at: toIso(act.at),
    kind: 'act',
    label: `${verb}, by ${act.principalName}: ${act.reason} (${act.outcome})`,
    href: pages.act(act.actId),
  };
}

function markOfNote({ at, note, who }: HistoryNote): HistoryMark {
  const text = note.replaceAll(/\s+/g, ' ').trim();
  const short = text.length > NOTE_LETTERS ? `${text.slice(0, NOTE_LETTERS - 1)}…` : text;
  return { at: toIso(at), kind: 'note', label: `Note by ${who}: ${short}`, href: null };
}
