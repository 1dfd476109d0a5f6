'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Refusal } from '@/components/shell/refusal.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { TextArea } from '@/components/ui/text-field.tsx';
import { problemOf } from '@/lib/client/fetch-json.ts';
import { changeReasonTemplatesMutation } from '@/lib/client/guard-rail-queries.ts';

/** One reason a line. */
export function ReasonTemplatesForm({ items, refusal }: { items: readonly string[]; refusal: string | null }) {
  const [text, setText] = useState(items.join('\n'));
  const save = useMutation({
    ...changeReasonTemplatesMutation(useQueryClient()),
    onSuccess: () => announce('Reasons saved'),
  });
  const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
  return (
    <form
      className="mt-3 flex max-w-[640px] flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (refusal === null) save.mutate(lines);
      }}
    >
      <TextArea
        label="Reasons"
        rows={6}
        readOnly={refusal !== null}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Refusal problem={save.isError ? problemOf(save.error) : null} />
      <div>
        <Button
          type="submit"
          busy={save.isPending}
          refusal={refusal ?? (lines.join('\n') === items.join('\n') ? 'Nothing was changed.' : null)}
        >
          Save reasons
        </Button>
      </div>
    </form>
  );
}
