'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ImportReport } from '@/components/settings/import-report.tsx';
import { Refusal } from '@/components/shell/refusal.tsx';
import { announce } from '@/components/ui/announce.ts';
import { Button } from '@/components/ui/button.tsx';
import { Notice } from '@/components/ui/notice.tsx';
import { type UploadProgress, uploadEvents } from '@/lib/client/event-imports.ts';
import { problemOf } from '@/lib/client/fetch-json.ts';

const BAR =
  'mt-1 block h-1.5 w-full appearance-none rounded bg-line [&::-moz-progress-bar]:rounded [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:rounded [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:rounded [&::-webkit-progress-value]:bg-accent';

/** Chooses a file of events, sends it piece by piece, and says what became of it. */
export function ImportForm() {
  const client = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [progress, setProgress] = useState<UploadProgress | null>(null);
  const stop = useRef<AbortController | null>(null);
  const upload = useMutation({
    mutationFn: (chosen: File) => {
      stop.current = new AbortController();
      return uploadEvents(chosen, setProgress, stop.current.signal);
    },
    onSuccess: ({ counts }) => announce(`Import finished: ${counts.taken.toLocaleString('en')} events taken`),
    onSettled: () => client.invalidateQueries(),
  });
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setProgress(null);
    upload.reset();
  };
  const wasStopped = upload.error instanceof DOMException && upload.error.name === 'AbortError';
  return (
    <div className="mt-5 flex max-w-[640px] flex-col gap-3">
      <input
        type="file"
        accept=".ndjson,.jsonl,.json,.log,.txt,.gz"
        aria-label="File of events"
        disabled={upload.isPending}
        className="text-soft file:mr-3 file:min-h-8 file:cursor-pointer file:rounded-lg file:border file:border-solid file:border-line file:bg-panel file:px-3 file:text-ink"
        onChange={({ target }) => choose(target.files?.[0] ?? null)}
      />
      {upload.isPending && file !== null ? <Progress file={file} progress={progress} /> : null}
      <Refusal problem={upload.isError && !wasStopped ? problemOf(upload.error) : null} />
      {upload.isError && file !== null ? (
        <Notice tone="watch" live>
          {wasStopped ? 'Stopped. ' : ''}
          {(progress?.report.lines ?? 0).toLocaleString('en')} lines are in the history and stay there. Import the same
          file again to go on after them.
        </Notice>
      ) : null}
      {upload.isSuccess ? (
        <Notice tone={upload.data.counts.refused === 0 ? 'ok' : 'watch'} live>
          <ImportReport report={upload.data} />
        </Notice>
      ) : null}
      <div className="flex gap-2">
        <Button
          look="strong"
          busy={upload.isPending}
          refusal={file === null ? 'Choose a file first.' : null}
          onClick={() => file !== null && upload.mutate(file)}
        >
          Import events
        </Button>
        {upload.isPending ? <Button onClick={() => stop.current?.abort()}>Stop</Button> : null}
      </div>
    </div>
  );
}

function Progress({ file, progress }: { file: File; progress: UploadProgress | null }) {
  const share = file.size === 0 ? 1 : (progress?.bytesRead ?? 0) / file.size;
  const { lines, counts } = progress?.report ?? { lines: 0, counts: { taken: 0 } };
  return (
    <div>
      <p className="tabular-nums">
        {Math.floor(share * 100)} % of {file.name}: line {lines.toLocaleString('en')},{' '}
        {counts.taken.toLocaleString('en')} taken
      </p>
      <progress className={BAR} max={1} value={share} aria-label="Imported so far" />
    </div>
  );
}
