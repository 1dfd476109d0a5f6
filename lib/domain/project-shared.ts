import type { Change, CoverageGap, TrackValue } from './change.ts';
import type { Entity, StatusRecord } from './entity.ts';
import { explain } from './explain.ts';
import type { Finding } from './finding.ts';
import { HIDDEN_NAME } from './hide-names.ts';
import type { ShareSection } from './share-link.ts';
import { type ShareWords, shareWords } from './share-words.ts';
import type { SharedChange, SharedFinding, SharedView } from './shared-view.ts';

/** What a link opens. Times are ISO 8601. */
export interface ShareScope {
  sections: readonly ShareSection[];
  hideNames: boolean;
  sharedBy: string | null;
  expiresAt: string;
  from: string;
  /** null: live. */
  to: string | null;
  asOf: string;
}

/** All that is known about the one sender; what of it goes out is picked below, member by member. */
export interface ShareSource {
  entity: Entity;
  findings: readonly Finding[];
  findingsReadAt: string | null;
  /** Of the window, newest first. */
  changes: readonly Change[];
  more: boolean;
  gaps: readonly CoverageGap[];
  /** What else names the sender: labels, sending domains. */
  otherNames: readonly string[];
}

/**
 * The page that a share link opens. Nothing is filtered out of a whole entity: each member is put in by hand, so what
 * nobody put in is not there. With names hidden they are taken out of every text before our own sentences are made of it.
 */
export function projectShared(source: ShareSource, scope: ShareScope): SharedView {
  const { entity } = source;
  const { arn, name, account, tenantId, region, deletedAt } = entity;
  const { hideNames, sharedBy, expiresAt, asOf, from, to } = scope;
  const words = shareWords({ name, arn, account, tenantId, others: source.otherNames }, hideNames);
  const has = (section: ShareSection) => scope.sections.includes(section);
  const findings = findingsAt(source.findings, scope, words);
  return {
    sections: [...scope.sections],
    hideNames,
    sharedBy,
    expiresAt,
    asOf,
    window: { from, to },
    sender: {
      name: hideNames ? null : name,
      arn: hideNames ? null : arn,
      account: hideNames ? null : account,
      region,
      deletedAt,
    },
    freshness: { readAt: entity.readAt, stale: entity.freshness.stale },
    ...verdictOf(source, scope, words, findings),
    cards: has('cards') ? cardsOf(entity, words) : null,
    findings: has('findings')
      ? { items: findings, readAt: to === null ? source.findingsReadAt : null, known: source.findingsReadAt !== null }
      : null,
    history: has('history') ? historyOf(source, scope, words) : null,
  };
}

function verdictOf(
  { entity, findingsReadAt }: ShareSource,
  scope: ShareScope,
  words: ShareWords,
  findings: readonly SharedFinding[],
): Pick<SharedView, 'verdict' | 'working'> {
  const cards = cardsOf(entity, words);
  const explanation = explain({
    name: words.name,
    region: entity.region,
    account: words.account,
    sendingStatusAggregate: cards.sendingStatusAggregate,
    customerManagedStatus: cards.customerManagedStatus,
    awsSesManagedStatus: cards.awsSesManagedStatus,
    reputationImpact: cards.reputationImpact,
    reputationManagementPolicy: cards.reputationManagementPolicy,
    since: entity.since,
    deletedAt: entity.deletedAt,
    findings: {
      known: scope.to === null && findingsReadAt !== null,
      open: findings.filter(({ status }) => status === 'OPEN').map(({ type, impact }) => ({ type, impact })),
    },
    accountFacts: null,
    resources: null,
    resourcesUnread: null,
    // These are told of people, of the account, and of changes outside the window.
    stoppedBy: null,
    seenBefore: {},
    patterns: [],
    asOf: scope.to,
  });
  const { verdict, note, disagreements, working } = explanation;
  // A hidden name may stand first.
  const sentence = capitalised(explanation.sentence);
  const parts = explanation.parts.map((part, at) => (at === 0 && typeof part === 'string' ? capitalised(part) : part));
  const { standing, sendingStatusAggregate } = cards;
  return {
    verdict: scope.sections.includes('verdict')
      ? { verdict, standing, sendingStatusAggregate, sentence, parts, note, disagreements }
      : null,
    working: scope.sections.includes('working') ? working : null,
  };
}

const capitalised = (text: string) => text.replace(new RegExp(`^${HIDDEN_NAME}`), (name) => name.replace('t', 'T'));

function cardsOf(entity: Entity, words: ShareWords): NonNullable<SharedView['cards']> {
  return {
    standing: entity.standing,
    sendingStatusAggregate: words.value(entity.sendingStatusAggregate),
    since: { at: entity.since.at, atLeast: entity.since.atLeast },
    customerManagedStatus: recordOf(entity.customerManagedStatus, words),
    awsSesManagedStatus: recordOf(entity.awsSesManagedStatus, words),
    reputationImpact: words.value(entity.reputationImpact),
    reputationManagementPolicy: words.value(entity.reputationManagementPolicy),
  };
}

function recordOf(record: StatusRecord | null, words: ShareWords): StatusRecord | null {
  if (record === null) return null;
  const { status, cause, lastUpdatedAt } = record;
  return { status: words.value(status), cause: cause === null ? null : words.text(cause), lastUpdatedAt };
}

/**
 * Findings that were known in the window and not fixed before it, as they stood at its end: what SES said later about one
 * is not told, so one that was fixed afterwards is open here.
 */
function findingsAt(findings: readonly Finding[], scope: ShareScope, words: ShareWords): SharedFinding[] {
  const isLater = (time: string | null) => scope.to !== null && time !== null && time > scope.to;
  return findings
    .filter(({ createdAt, firstSeenAt }) => !isLater(createdAt) && !isLater(firstSeenAt))
    .map((finding): SharedFinding => {
      const { type, impact, description, status, createdAt, lastUpdatedAt, firstSeenAt } = finding;
      const movedLater = status === 'FIXED' && isLater(lastUpdatedAt);
      const shown = description === null ? null : words.text(description);
      return {
        type: words.value(type),
        impact: words.value(impact),
        description: shown,
        status: movedLater ? 'OPEN' : words.value(status),
        createdAt,
        lastUpdatedAt: isLater(lastUpdatedAt) ? null : lastUpdatedAt,
        firstSeenAt,
      };
    })
    .filter(({ status, lastUpdatedAt }) => status === 'OPEN' || lastUpdatedAt === null || lastUpdatedAt >= scope.from);
}

function historyOf(source: ShareSource, scope: ShareScope, words: ShareWords): NonNullable<SharedView['history']> {
  const inWindow = (at: string) => at >= scope.from && at <= scope.asOf;
  const withReasons = scope.sections.includes('reasons');
  return {
    changes: source.changes
      .filter(({ at }) => inWindow(at))
      .map((change): SharedChange => {
        const { kind, awsTime, at, seenAt, seenAfter, source: from, origin, impact, marks } = change;
        return {
          track: words.track(change.track),
          kind,
          old: change.old === null ? null : valueOf(change.old, words),
          new: valueOf(change.new, words),
          awsTime,
          at,
          seenAt,
          seenAfter,
          source: from,
          origin: origin.kind,
          evidence: origin.evidence.map(words.text),
          why: withReasons && origin.why !== null ? words.text(origin.why) : null,
          impact: words.value(impact),
          marks: [...marks],
        };
      }),
    more: source.more,
    gaps: source.gaps
      .filter(({ from, to }) => from < scope.asOf && (to === null || to > scope.from))
      .map(({ from, to, reason }) => ({
        from: from < scope.from ? scope.from : from,
        to: to === null || to > scope.asOf ? (scope.to ?? null) : to,
        reason,
      })),
    watchedSince: inWindow(source.entity.firstSeenAt) ? source.entity.firstSeenAt : null,
  };
}

function valueOf({ value, cause, lastUpdatedAt }: TrackValue, words: ShareWords): TrackValue {
  return { value: words.value(value), cause: cause === null ? null : words.text(cause), lastUpdatedAt };
}
