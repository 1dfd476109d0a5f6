import { POLICY_WORDS } from '@/components/shell/standing-marks.ts';
import type { ActName } from '@/lib/domain/act-names.ts';
import { POLICIES, type PolicyName } from '@/lib/domain/vocabulary.ts';

export interface ChosenWrite {
  act: ActName;
  policy?: PolicyName;
}

const LABELS: Record<ActName, string> = {
  reinstate: 'Reinstate',
  enable: 'Enable',
  disable: 'Disable',
  'set-policy': 'Change policy',
};
const ORDER: readonly ActName[] = ['reinstate', 'enable', 'disable', 'set-policy'];
const CHOICE =
  'inline-flex min-h-8 cursor-pointer items-center gap-2 rounded-lg border px-3 has-checked:border-accent has-checked:bg-paused-bg border-line';

/** Which of the four acts, and to which policy. */
export function ActChooser({ write, onChange }: { write: ChosenWrite; onChange: (write: ChosenWrite) => void }) {
  return (
    <>
      <fieldset className="mt-4 flex flex-wrap gap-1.5">
        <legend className="sr-only">Act</legend>
        {ORDER.map((act) => (
          <label key={act} className={CHOICE}>
            <input
              type="radio"
              name="act"
              className="size-4 accent-(--accent)"
              checked={write.act === act}
              onChange={() => onChange({ act })}
            />
            {LABELS[act]}
          </label>
        ))}
      </fieldset>
      {write.act === 'set-policy' ? (
        <fieldset className="mt-2 flex flex-wrap gap-1.5">
          <legend className="mb-1 text-[12.5px] text-soft">To the policy</legend>
          {POLICIES.map((policy) => (
            <label key={policy} className={CHOICE} data-tip={POLICY_WORDS[policy].does}>
              <input
                type="radio"
                name="policy"
                className="size-4 accent-(--accent)"
                checked={write.policy === policy}
                onChange={() => onChange({ act: 'set-policy', policy })}
              />
              {POLICY_WORDS[policy].word}
            </label>
          ))}
        </fieldset>
      ) : null}
    </>
  );
}
