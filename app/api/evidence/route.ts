import { issueEvidenceSchema } from '@/lib/domain/evidence.ts';
import { methods } from '@/lib/server/http/methods.ts';
import { route } from '@/lib/server/http/route.ts';
import { issueEvidence } from '@/lib/server/sharing/issue-evidence.ts';
import { standing } from '@/lib/server/standing.ts';

/** By POST: each pack is signed and written into the audit. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = methods({
  POST: route({ access: 'evidence.issue', body: issueEvidenceSchema }, async ({ context, body }) => ({
    json: await issueEvidence(context, standing().sharing.signer, body),
    status: 201,
  })),
});
