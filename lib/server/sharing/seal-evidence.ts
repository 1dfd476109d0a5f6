import 'server-only';
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import { type Evidence, type EvidenceFile, evidenceFileSchema, evidenceText } from '../../domain/evidence.ts';
import type { LinkSigner } from './link-signer.ts';

export function sealEvidence(signer: LinkSigner, evidence: Evidence): EvidenceFile {
  const sha256 = hashOf(evidence);
  const { kid, code } = signer.sign('evidence', sha256);
  return { evidence, integrity: { sha256, kid, signature: code } };
}

export type EvidenceVerdict =
  | { holds: true; file: EvidenceFile }
  | { holds: false; why: 'unreadable' | 'altered' | 'not-ours' | 'unknown-key'; words: string };

/** Whether a file is as this installation issued it. @param text of the whole file. */
export function verifyEvidence(signer: LinkSigner, text: string): EvidenceVerdict {
  const raw = parseJson(text);
  const parsed = evidenceFileSchema.safeParse(raw);
  if (!parsed.success) return failed('unreadable', 'This is no evidence pack of Standing, or only a part of one.');
  // What a program skips (a member given twice, one it does not know) a person may read: then it is another file.
  if (!isAsWritten(text, raw)) {
    return failed('altered', 'The file is not written as Standing writes one: something was added to it or changed.');
  }
  const { sha256, kid, signature } = parsed.data.integrity;
  if (hashOf((raw as { evidence: unknown }).evidence) !== sha256) {
    return failed('altered', 'The content does not fit its hash: it was altered after it was issued.');
  }
  switch (signer.check('evidence', sha256, { kid, code: signature })) {
    case 'holds':
      return { holds: true, file: parsed.data };
    case 'altered':
      return failed('not-ours', 'The hash fits the content, but this installation did not sign it.');
    case 'unknown-key':
      return failed(
        'unknown-key',
        `The hash fits the content. It was signed with a key that is not at hand (${kid}): by another installation, or before the secret was replaced.`,
      );
  }
}

function failed(why: Extract<EvidenceVerdict, { holds: false }>['why'], words: string): EvidenceVerdict {
  return { holds: false, why, words };
}

function hashOf(evidence: unknown): string {
  return createHash('sha256').update(canonicalJson(evidence)).digest('hex');
}

function isAsWritten(text: string, raw: unknown): boolean {
  const known = Object.keys(raw as object);
  const inside = Object.keys((raw as { integrity: object }).integrity);
  return text === evidenceText(raw) && known.join() === 'evidence,integrity' && inside.length === 3;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
