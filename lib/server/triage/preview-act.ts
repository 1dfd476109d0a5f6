import 'server-only';
import type { ActPreview, PreviewOutcome } from '../../domain/act-preview.ts';
import type { PreviewAct } from '../../domain/act.ts';
import { counted } from '../../domain/counted.ts';
import { type ActSubject, type Refusal, entityCan, protectionWords } from '../../domain/entity-can.ts';
import { guardOf } from '../../domain/guard-rails.ts';
import { expectAfter, predictAct } from '../../domain/predict-act.ts';
import { authorise } from '../access/authorise.ts';
import type { Context } from '../context.ts';
import { type TargetGroup, groupTarget } from '../store/group-target.ts';
import { requestedValueOf } from './act-value.ts';
import { costOf } from './cost-of-act.ts';
import { expectAsSeen } from './expect-as-seen.ts';
import { findCooling } from './find-cooling.ts';
import { type OpenOnTarget, countOpenFindings } from './open-on-target.ts';
import { checkKnown, targetOf } from './find-target.ts';
import { type ConnectionFooting, footingOf } from './connection-footing.ts';
import { readGuardRails } from './read-guard-rails.ts';
import { seenStateOf } from './seen-state.ts';

const OUTCOME_OF: Record<Refusal['code'], PreviewOutcome> = {
  deleted: 'not-allowed',
  past: 'not-allowed',
  held: 'not-allowed',
  protected: 'protected',
  unread: 'unread',
  lacking: 'not-allowed',
  'ses-record-blocks': 'no-effect',
  'already-so': 'already-so',
  'unknown-aggregate': 'not-allowed',
  'cooling-down': 'not-allowed',
};
const EXAMPLES = 5;

/**
 * What an act would do, grouped by outcome, and what to expect; spends no SES budget and changes nothing.
 * @throws StandingError `entity-not-found`, `invalid-input` for an unknown filter word.
 */
export async function previewAct(context: Context, input: PreviewAct): Promise<ActPreview> {
  authorise(context, 'acts.start');
  const { store, clock } = context;
  const requested = requestedValueOf(input);
  const target = targetOf(input);
  const rails = await readGuardRails(store.read);
  const cooling = await findCooling(store.read, rails, input.act, clock.now());
  const groups = await groupTarget(store, target, [...cooling.keys()]);
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  if ('arns' in target && total < target.arns.length) await nameMissing(context, target.arns);
  const footing = await footingOf(context, [...new Set(groups.map((group) => group.connectionId))], input.act);
  const judged = groups.map((group) => ({
    group,
    permit: entityCan.act(input.act, subjectOf(group, footing, cooling), requested),
  }));
  const changing = judged.filter(({ permit }) => permit === true).map(({ group }) => group);
  const willChange = changing.reduce((sum, group) => sum + group.count, 0);
  const open = await countOpenFindings(context, target, changing);
  const openFindings = open.known ? open.open : null;
  const guard = guardOf(rails, total, clock.now());
  return {
    act: input.act,
    policy: input.act === 'set-policy' ? requested : null,
    total,
    seen: seenStateOf(groups),
    groups: await outcomesOf(context, judged),
    predictions: predictionsOf(input, changing, open),
    findings: open,
    expect:
      willChange === 0
        ? []
        : [
            ...expectAfter(input.act, openFindings, total === 1 ? (groups[0]?.policy ?? null) : null),
            ...(await expectAsSeen(context, input.act, openFindings, [
              ...new Set(changing.map((group) => group.connectionId)),
            ])),
          ],
    cost: await costOf(context, changing, requested),
    guard: { ...guard, words: wordsOf(guard, rails.approvalHours, total) },
  };
}

function subjectOf(
  group: TargetGroup,
  footing: ReadonlyMap<string, ConnectionFooting>,
  cooling: Map<number, number>,
): ActSubject {
  const { unread, lacks } = footing.get(group.connectionId) ?? { unread: null, lacks: null };
  return {
    sendingStatusAggregate: group.aggregate,
    customerStatus: group.customerStatus,
    awsSesStatus: group.awsStatus,
    reputationManagementPolicy: group.policy,
    deletedAt: group.isDeleted === 1 ? 'deleted' : null,
    protectedBy: group.isProtected === 1 ? '' : null,
    unread,
    lacks,
    past: false,
    coolsUntil: group.cools === 1 ? (cooling.get(group.firstId) ?? Math.max(...cooling.values())) : null,
  };
}

async function outcomesOf(
  { store }: Context,
  judged: { group: TargetGroup; permit: true | Refusal }[],
): Promise<ActPreview['groups']> {
  const ids = judged.flatMap(({ group }) => [group.firstId, group.lastId]);
  const rows = await store.read
    .selectFrom('entities')
    .select(['id', 'arn', 'name', 'protected_by', 'protected_reason'])
    .where('id', 'in', ids.length === 0 ? [0] : ids)
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  const groups = new Map<string, ActPreview['groups'][number]>();
  for (const { group, permit } of judged) {
    const outcome = permit === true ? 'will-change' : OUTCOME_OF[permit.code];
    const first = byId.get(group.firstId);
    const mark =
      group.count === 1 && first?.protected_by
        ? ` (${protectionWords({ by: first.protected_by, reason: first.protected_reason })})`
        : '';
    const reason =
      permit === true
        ? null
        : permit.code === 'protected'
          ? `Protected in Standing${mark}. Take the protection off first.`
          : permit.reason;
    const key = `${outcome} ${reason}`;
    const known = groups.get(key) ?? { outcome, reason, count: 0, examples: [] };
    groups.set(key, known);
    known.count += group.count;
    for (const id of new Set([group.firstId, group.lastId])) {
      const row = byId.get(id);
      if (row !== undefined && known.examples.length < EXAMPLES) known.examples.push({ arn: row.arn, name: row.name });
    }
  }
  return [...groups.values()].sort((a, b) => order(a.outcome) - order(b.outcome) || b.count - a.count);
}

const ORDER: readonly PreviewOutcome[] = [
  'will-change',
  'no-effect',
  'not-allowed',
  'unread',
  'protected',
  'already-so',
];
const order = (outcome: PreviewOutcome) => ORDER.indexOf(outcome);

function predictionsOf(input: PreviewAct, changing: TargetGroup[], open: OpenOnTarget): ActPreview['predictions'] {
  const predictions = new Map<string, ActPreview['predictions'][number]>();
  for (const group of changing) {
    // Of several senders it is not told here which has findings: the careful prediction is made for all.
    const openFindings = open.known ? open.open : null;
    const { aggregate, mail, documented } = predictAct(input.act, {
      sendingStatusAggregate: group.aggregate,
      awsSesStatus: group.awsStatus,
      openFindings,
    });
    const key = `${group.aggregate} ${aggregate} ${mail}`;
    const known = predictions.get(key) ?? { from: group.aggregate, to: aggregate, mail, documented, count: 0 };
    predictions.set(key, known);
    known.count += group.count;
  }
  return [...predictions.values()].sort((a, b) => b.count - a.count);
}

function wordsOf(guard: ReturnType<typeof guardOf>, approvalHours: number, total: number): string[] {
  const senders = counted(total, 'sender');
  return [
    ...(guard.typed === null ? [] : [`${senders}: type their number to confirm.`]),
    ...(guard.approval
      ? [`A second person must approve an act on ${senders} within ${approvalHours} hours; nothing is written before.`]
      : []),
  ];
}

async function nameMissing({ store }: Context, arns: readonly string[]): Promise<void> {
  const rows = await store.read.selectFrom('entities').select('arn').where('arn', 'in', arns.slice(0, 500)).execute();
  checkKnown(arns.slice(0, 500), new Map(rows.map((row) => [row.arn, row])));
  checkKnown(arns.slice(500, 501), new Map());
}
