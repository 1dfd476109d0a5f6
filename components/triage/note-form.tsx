'use client';

import { useRef, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { TextArea } from '@/components/ui/text-field.tsx';
import { MOST_NOTE } from '@/lib/domain/triage-case.ts';

const MOST_OFFERED = 6;

/** The people whose name begins with what stands after the last `@`; none where no name is being written. */
function offered(text: string, people: readonly string[]): string[] {
  const begun = /(?:^|\s)@([^\n@]{0,40})$/.exec(text)?.[1];
  if (begun === undefined) return [];
  return people.filter((name) => name.toLowerCase().startsWith(begun.toLowerCase())).slice(0, MOST_OFFERED);
}

/** Writes a note. What is written stays until it was taken. */
export function NoteForm(props: {
  people: readonly string[];
  refusal: string | null;
  busy: boolean;
  onNote: (text: string) => Promise<boolean>;
}) {
  const { people, refusal, busy, onNote } = props;
  const [text, setText] = useState('');
  const box = useRef<HTMLFormElement>(null);
  const names = offered(text, people);
  async function send() {
    if (text.trim() !== '' && !busy && refusal === null && (await onNote(text.trim()))) setText('');
  }
  return (
    <form
      ref={box}
      data-screen-only
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TextArea
        label="Note"
        hint="Markdown. Name somebody with @. Ctrl Enter adds it."
        maxLength={MOST_NOTE}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void send();
        }}
      />
      {names.length > 0 ? (
        <p className="mt-1.5 flex flex-wrap items-center gap-1.5 text-[12.5px] text-soft">
          Name
          {names.map((name) => (
            <Button
              key={name}
              look="quiet"
              onClick={() => {
                setText(text.replace(/@[^\n@]*$/, () => `@${name} `));
                box.current?.querySelector('textarea')?.focus();
              }}
            >
              {name}
            </Button>
          ))}
        </p>
      ) : null}
      <Button type="submit" className="mt-2" busy={busy} refusal={refusal}>
        Add note
      </Button>
    </form>
  );
}
