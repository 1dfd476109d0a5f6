'use client';

import { useState } from 'react';
import { ActForm, type ActDialogProps } from '@/components/entity/act-form.tsx';
import { useActPermits } from '@/components/entity/use-act-permits.ts';
import { policyCommand } from '@/components/shell/act-command.ts';
import { POLICY_WORDS, policyWords } from '@/components/shell/standing-marks.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { classifyPolicy, POLICIES, type PolicyName } from '@/lib/domain/vocabulary.ts';

/** More than a row has room for. Source: https://docs.aws.amazon.com/ses/latest/dg/tenants.html */
const MEANS: Record<PolicyName, string> = {
  standard: 'SES pauses the sender by itself on a high-impact finding. SES gives it to new tenants and recommends it.',
  strict: 'SES pauses the sender by itself on any finding, low impact included.',
  none: 'SES records findings and does not pause by itself. AWS may still stop a sender for severe problems.',
};

/** Writes the policy, which decides what pauses the sender next; it lifts nothing and pauses nothing by itself. */
export default function PolicyDialog({ entity, ...rest }: ActDialogProps) {
  const [seen] = useState(entity);
  const now = classifyPolicy(seen.reputationManagementPolicy);
  const [policy, setPolicy] = useState<PolicyName | null>(null);
  const { openFindings, refusal } = useActPermits(seen);
  return (
    <ActForm
      {...rest}
      entity={seen}
      title="Change policy"
      verb="Change policy"
      look="strong"
      refusal={policy === null ? 'Choose a policy first.' : refusal('set-policy', policy)}
      command={() => policyCommand(seen, policy ?? 'standard')}
      write={
        policy === null
          ? null
          : { act: 'set-policy', policy, expected: { reputationManagementPolicy: seen.reputationManagementPolicy } }
      }
    >
      <fieldset>
        <legend className="font-[520]">Policy</legend>
        {POLICIES.map((option) => (
          <label
            key={option}
            className={`mt-1.5 grid cursor-pointer grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 rounded-lg border px-3 py-2 ${policy === option ? 'border-accent' : 'border-line'}`}
          >
            <input
              type="radio"
              name="policy"
              className="mt-0.5 size-4 accent-(--accent)"
              checked={policy === option}
              disabled={now === option}
              onChange={() => setPolicy(option)}
            />
            <span>
              <b className="font-[550]">{POLICY_WORDS[option].word}</b>
              {now === option ? <span className="text-soft"> · set now</span> : null}
              <span className="block text-[12.5px] text-soft">{MEANS[option]}</span>
            </span>
          </label>
        ))}
      </fieldset>
      <section aria-label="What will change" className="rounded-lg bg-paused-bg px-3.5 py-3">
        <p className="flex flex-wrap items-center gap-2">
          Policy: <PlainText text={policyWords(seen.reputationManagementPolicy).word} />
          <span aria-label="becomes">→</span>
          {policy === null ? (
            <span className="text-soft">not chosen yet</span>
          ) : (
            <b className="font-[550]">{POLICY_WORDS[policy].word}</b>
          )}
        </p>
        <p className="mt-1.5 text-soft">
          The sending status stays as it is; a policy is not a pause.{' '}
          {openFindings.length > 0
            ? `${openFindings.length === 1 ? 'One finding is' : `${openFindings.length} findings are`} open; whether SES applies the new policy to findings already open is not documented.`
            : ''}
        </p>
      </section>
    </ActForm>
  );
}
