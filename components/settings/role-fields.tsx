'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { PLAIN } from '@/components/settings/credential-fields.tsx';
import { Refusal } from '@/components/shell/refusal.tsx';
import { CopyButton } from '@/components/ui/copy-button.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import { offerExternalIdMutation } from '@/lib/client/connection-mutations.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { policyText, trustPolicy } from '@/lib/domain/least-privilege.ts';

/** A role on top of the credential: Standing makes the ExternalId first, since the trust policy needs it. */
export function RoleFields({ errors, refusal }: { errors: Record<string, string>; refusal: string | null }) {
  const [wanted, setWanted] = useState(false);
  const offer = useMutation({ ...offerExternalIdMutation(), onError: () => setWanted(false) });
  const externalId = offer.data?.externalId;
  return (
    <div className="flex flex-col gap-4">
      <label className="flex min-h-8 cursor-pointer items-center gap-2.5">
        <input
          type="checkbox"
          className="size-4 accent-(--accent)"
          disabled={refusal !== null}
          checked={wanted}
          onChange={({ target }) => {
            setWanted(target.checked);
            if (target.checked) offer.mutate();
            else offer.reset();
          }}
        />
        Assume a role with it, such as one in another account
      </label>
      <Refusal problem={offer.isError ? problemOf(offer.error) : null} />
      {externalId === undefined ? null : (
        <>
          <input type="hidden" name="externalId" value={externalId} />
          <div>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <span className="font-[520]">ExternalId</span>
              <code className="font-mono [overflow-wrap:anywhere]">{externalId}</code>
              <CopyButton look="quiet" label="Copy ExternalId" said="ExternalId copied" text={() => externalId} />
              <CopyButton
                look="quiet"
                label="Copy trust policy"
                said="Trust policy copied"
                text={() => policyText(trustPolicy(null, externalId))}
              />
            </div>
            <p className="mt-1 text-[12.5px] text-soft">
              Made by Standing for this role, and no secret. Put it into the role’s trust policy before you add the
              connection; it stays valid for 30 days.
            </p>
          </div>
          <TextField
            label="Role"
            name="roleArn"
            {...PLAIN}
            required
            placeholder="arn:aws:iam::123456789012:role/Standing"
            error={errors['roleArn'] ?? errors['externalId']}
          />
        </>
      )}
    </div>
  );
}
