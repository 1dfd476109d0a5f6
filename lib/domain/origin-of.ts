import type { Origin } from './change.ts';
import type { ObservedChange } from './observe-entity.ts';
import { classifyImpact, classifyPolicy, classifySendingStatus, type Impact, type PolicyClass } from './vocabulary.ts';

/** A write of ours that was sent and may explain a change; times in epoch ms. */
export interface ActEvidence {
  actId: string;
  /** A status, or a policy's name or ARN. */
  requested: string;
  sentAt: number;
  /** Tracks on which this act already explains a change: one act explains one change a track. */
  explained: readonly string[];
}

export interface FindingEvidence {
  type: string | null;
  impact: string | null;
  status: string | null;
  createdAt: number | null;
  lastUpdatedAt: number | null;
  firstSeenAt: number;
}

export interface OriginEvidence {
  acts: readonly ActEvidence[];
  /** Findings of the entity we hold, open and fixed. */
  findings: readonly FindingEvidence[];
  /** The policy in force, as its ARN. */
  policy: string | null;
  /** The impact in the same answer; null: none reported. */
  impact: string | null;
}

export interface OriginVerdict {
  kind: Origin;
  evidence: string[];
  actId: string | null;
}

export const AUTOMATIC_WINDOW_MS = 15 * 60_000;
/** How long after it was sent a write may still explain a change: lists lag, and so does SES. */
export const ACT_WINDOW_MS = 15 * 60_000;
/** SES's clock and ours may differ by this much before a time speaks against an act or a finding. */
export const CLOCK_TOLERANCE_MS = 2 * 60_000;

/** Which impacts trip the policy (SES developer guide, "Tenants": standard pauses on high findings, strict on any). */
const TRIPPED_BY: Record<PolicyClass, readonly Impact[]> = {
  standard: ['HIGH'],
  strict: ['LOW', 'HIGH'],
  none: [],
  unknown: [],
  absent: [],
};

type OriginChange = Pick<ObservedChange, 'track' | 'kind' | 'old' | 'new' | 'awsTime' | 'seenAt' | 'seenAfter'>;

/**
 * Who made a change, as far as the evidence goes: ours (a write of ours that matches) · likely automatic (a finding that
 * the policy trips opened within 15 minutes) · returned by itself, likely (REINSTATED → ENABLED as findings end) ·
 * elsewhere (console, CLI, another tool or SES: SES does not say which) · before we watched (a baseline).
 */
export function originOf(change: OriginChange, evidence: OriginEvidence): OriginVerdict {
  if (change.kind === 'baseline') return { kind: 'before-we-watched', evidence: [], actId: null };
  const act = evidence.acts.find((candidate) => explains(candidate, change));
  if (act) return { kind: 'ours', evidence: [], actId: act.actId };
  const tripping = tripsOf(change, evidence);
  if (tripping.length > 0) return { kind: 'likely-automatic', evidence: tripping, actId: null };
  const returning = returnsOf(change, evidence);
  if (returning.length > 0) return { kind: 'returned-likely', evidence: returning, actId: null };
  return { kind: 'elsewhere', evidence: [], actId: null };
}

function explains(act: ActEvidence, change: OriginChange): boolean {
  if (act.explained.includes(change.track) || !matches(act.requested, change)) return false;
  const earliest = act.sentAt - CLOCK_TOLERANCE_MS;
  if (change.awsTime !== null && change.awsTime < earliest) return false;
  return change.seenAt >= act.sentAt && (change.seenAfter ?? 0) <= act.sentAt + ACT_WINDOW_MS;
}

/** SES may settle REINSTATED as ENABLED or the other way round: both permit mail, so either answers either. */
function matches(requested: string, change: OriginChange): boolean {
  if (change.track === 'policy') {
    const policy = change.new.value;
    return policy !== null && (policy === requested || policy.endsWith(`:reputation-policy/${requested}`));
  }
  if (change.track !== 'customer' && change.track !== 'aggregate') return false;
  const asked = permits(requested);
  return asked !== null && asked === permits(change.new.value);
}

function permits(status: string | null): boolean | null {
  const known = classifySendingStatus(status);
  return known === 'absent' || known === 'unknown' ? null : known !== 'DISABLED';
}

function isStatusTrack(track: string): boolean {
  return track === 'customer' || track === 'aws' || track === 'aggregate';
}

/** Sentences about the findings that may have tripped the policy; empty when nothing speaks for it. */
function tripsOf(change: OriginChange, evidence: OriginEvidence): string[] {
  if (!isStatusTrack(change.track) || change.new.value !== 'DISABLED' || change.old?.value === 'DISABLED') return [];
  const policy = classifyPolicy(evidence.policy);
  const impacts: readonly string[] = TRIPPED_BY[policy];
  const { awsTime, seenAt, seenAfter } = change;
  const earliest = (awsTime ?? seenAfter ?? seenAt) - AUTOMATIC_WINDOW_MS;
  const latest = awsTime === null ? seenAt : awsTime + CLOCK_TOLERANCE_MS;
  return evidence.findings.flatMap((finding) => {
    const openedAt = finding.createdAt ?? finding.firstSeenAt;
    if (!impacts.includes(classifyImpact(finding.impact)) || openedAt < earliest || openedAt > latest) return [];
    return [
      `${finding.type ?? 'A'} finding of ${finding.impact} impact opened at ${new Date(openedAt).toISOString()}; ` +
        `the policy ${policy} pauses on it.`,
    ];
  });
}

/** REINSTATED → ENABLED while no finding is open and one of them ended, or the impact has gone. */
function returnsOf(change: OriginChange, evidence: OriginEvidence): string[] {
  if (!isStatusTrack(change.track) || change.old?.value !== 'REINSTATED' || change.new.value !== 'ENABLED') return [];
  if (evidence.findings.some((finding) => finding.status === 'OPEN')) return [];
  const { awsTime, seenAt, seenAfter } = change;
  const earliest = (awsTime ?? seenAfter ?? seenAt) - AUTOMATIC_WINDOW_MS;
  const ended = evidence.findings.filter(
    (finding) => finding.status === 'FIXED' && (finding.lastUpdatedAt ?? 0) >= earliest,
  );
  return ended.map(
    (finding) =>
      `${finding.type ?? 'A'} finding ended at ${new Date(finding.lastUpdatedAt ?? seenAt).toISOString()}; ` +
      'none is open.',
  );
}
