'use client';

import { useState } from 'react';
import { SNOOZES } from '@/components/triage/snooze-choices.ts';
import { STATE_WORDS, snoozeWords } from '@/components/triage/case-words.ts';
import { Button } from '@/components/ui/button.tsx';
import { ExactTime } from '@/components/ui/exact-time.tsx';
import { Menu } from '@/components/ui/menu.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { TextField } from '@/components/ui/text-field.tsx';
import {
  CASE_STATES,
  type CaseChange,
  type CaseState,
  type PersonList,
  type TriageCase,
} from '@/lib/domain/triage-case.ts';

interface CaseFieldsProps {
  known: TriageCase;
  people: PersonList['items'];
  refusal: string | null;
  onChange: (change: CaseChange) => void;
}

const SELECT = 'mt-1 min-h-8 w-full rounded-lg border border-line bg-panel px-2 text-ink disabled:text-soft';

/** State, owner and AWS case id; acknowledged or snoozed, and by whom. */
export function CaseFields({ known, people, refusal, onChange }: CaseFieldsProps) {
  const { owner } = known;
  const isListed = owner === null || people.some(({ id }) => id === owner.id);
  return (
    <div className="flex flex-col gap-3">
      <label className="font-[520]">
        State
        <select
          className={SELECT}
          disabled={refusal !== null}
          value={known.state}
          onChange={(event) => onChange({ state: event.target.value as CaseState })}
        >
          {CASE_STATES.map((state) => (
            <option key={state} value={state}>
              {STATE_WORDS[state]}
            </option>
          ))}
        </select>
      </label>
      <label className="font-[520]">
        Owner
        <select
          className={SELECT}
          disabled={refusal !== null}
          value={owner?.id ?? ''}
          onChange={(event) => onChange({ ownerId: event.target.value || null })}
        >
          <option value="">Nobody yet</option>
          {isListed || owner === null ? null : <option value={owner.id}>{owner.name}</option>}
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <AwsCase key={known.awsCaseId} known={known.awsCaseId} refusal={refusal} onChange={onChange} />
      <div className="flex flex-wrap items-center gap-2" data-screen-only>
        <Button refusal={refusal} onClick={() => onChange({ acknowledged: known.acknowledged === null })}>
          {known.acknowledged === null ? 'Acknowledge' : 'Back to the queue'}
        </Button>
        {known.snoozed !== null ? (
          <Button refusal={refusal} onClick={() => onChange({ snooze: null })}>
            End the snooze
          </Button>
        ) : refusal === null ? (
          <Menu
            label="Snooze"
            entries={SNOOZES.map(({ label, snooze }) => ({
              label,
              run: () => onChange({ snooze: snooze(Date.now()) }),
            }))}
          />
        ) : null}
      </div>
      <Standing known={known} />
    </div>
  );
}

function Standing({ known: { acknowledged, snoozed, sorted } }: { known: TriageCase }) {
  return (
    <div className="text-[12.5px] text-soft [overflow-wrap:anywhere]">
      {acknowledged ? (
        <p>
          Acknowledged by <PlainText text={acknowledged.by} />, <ExactTime at={acknowledged.at} form="moment" />
        </p>
      ) : null}
      {snoozed ? (
        <p>
          Snoozed by <PlainText text={snoozed.by} /> until {snoozeWords(snoozed)}; a new stop ends it
        </p>
      ) : null}
      {sorted === 'meant-so' ? <p>Disabled before we watched, and meant so</p> : null}
    </div>
  );
}

/** Kept with Enter or when the field is left; what it was stands in the steps. */
function AwsCase({
  known,
  refusal,
  onChange,
}: Pick<CaseFieldsProps, 'refusal' | 'onChange'> & { known: string | null }) {
  const [text, setText] = useState(known ?? '');
  const keep = () => {
    if (text.trim() !== (known ?? '')) onChange({ awsCaseId: text.trim() || null });
  };
  return (
    <TextField
      label="AWS case id"
      maxLength={100}
      readOnly={refusal !== null}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
      }}
    />
  );
}
