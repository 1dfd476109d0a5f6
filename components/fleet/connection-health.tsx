import { Glyph, type GlyphName } from '@/components/ui/glyph.tsx';
import { PlainText } from '@/components/ui/plain-text.tsx';
import { Time } from '@/components/ui/time.tsx';
import { TONE_TEXT, type Tone } from '@/components/ui/tone.ts';
import type { Connection, SweepHealth } from '@/lib/domain/connection.ts';

const STATES: Record<Connection['state'], { word: string; glyph: GlyphName; tone: Tone }> = {
  reading: { word: 'Reading', glyph: 'circle-check', tone: 'ok' },
  'never-read': { word: 'Not read yet', glyph: 'outline-dashed', tone: 'plain' },
  unread: { word: 'Unread', glyph: 'triangle-up', tone: 'watch' },
  paused: { word: 'Paused', glyph: 'square-pause', tone: 'paused' },
  'wrong-account': { word: 'Wrong account', glyph: 'octagon-stop', tone: 'stop' },
};
const LANES: Record<SweepHealth['lane'], string> = {
  disabled: 'disabled',
  high: 'high impact',
  findings: 'findings',
  full: 'everyone',
};

const isRunning = ({ startedAt, finishedAt }: SweepHealth) =>
  startedAt !== null && (finishedAt === null || finishedAt < startedAt);

function Sweep({ sweep }: { sweep: SweepHealth }) {
  return (
    <li>
      {LANES[sweep.lane]}:{' '}
      {isRunning(sweep) ? (
        sweep.progress === null ? (
          `reading, ${sweep.entities.toLocaleString('en')} so far`
        ) : (
          <progress
            value={sweep.progress}
            max={1}
            aria-label={`Sweep of ${LANES[sweep.lane]}`}
            className="h-1.5 w-24 appearance-none overflow-hidden rounded bg-hatch align-middle [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-hatch [&::-webkit-progress-value]:bg-accent"
          />
        )
      ) : sweep.finishedAt ? (
        <Time at={sweep.finishedAt} form="ago" />
      ) : (
        'not yet'
      )}
      {sweep.suspect ? ' · suspect, being repeated' : ''}
    </li>
  );
}

function ConnectionLine({ connection }: { connection: Connection }) {
  const { label, region, account, state, reason, readAt, sweeps, denied, budget } = connection;
  const { word, glyph, tone } = STATES[state];
  const suspect = sweeps.some((sweep) => sweep.suspect);
  return (
    <li className="border-t border-line py-1.5">
      <div className="flex min-w-0 items-center gap-x-3">
        <b className="min-w-0 flex-1 truncate font-[550]">
          <PlainText text={label} />
        </b>
        <span className={`inline-flex flex-none items-center gap-1.5 ${TONE_TEXT[tone]}`}>
          <Glyph name={glyph} size={13} /> {word}
        </span>
        <span className="min-w-16 flex-none text-right text-soft">
          {readAt ? <Time at={readAt} form="ago" /> : 'not yet'}
        </span>
      </div>
      {reason ? <p className="text-[12.5px] [overflow-wrap:anywhere]">{reason.message}</p> : null}
      <details className="text-[12.5px] text-soft">
        <summary className="min-h-6 cursor-pointer [overflow-wrap:anywhere]">
          {region} · {account ?? 'account not known yet'}
          {suspect ? ' · a sweep is suspect and being repeated' : ''}
          {budget.foreignThrottlesLastMinute > 0 ? ' · others use this quota too' : ''}
          {denied.length > 0 ? ` · AWS refuses ${denied.length === 1 ? 'one action' : `${denied.length} actions`}` : ''}
        </summary>
        <ul className="flex flex-wrap gap-x-3 pl-4">
          {sweeps.map((sweep) => (
            <Sweep key={sweep.lane} sweep={sweep} />
          ))}
          <li data-tip="Requests to SES in the last minute, of what its rate allows">
            {budget.usedLastMinute} of {Math.round(budget.ratePerSecond * 60)} requests a minute
          </li>
          {denied.length > 0 ? <li className="[overflow-wrap:anywhere]">AWS refuses: {denied.join(', ')}</li> : null}
        </ul>
      </details>
    </li>
  );
}

/** How every account and Region is read, a line each: how fresh it is and what is wrong; the lanes behind it on request. */
export function ConnectionHealth({ connections }: { connections: readonly Connection[] }) {
  return (
    <section aria-label="Reading" className="min-w-0">
      <h2 className="mb-1.5 text-[14px] font-semibold">How it is read</h2>
      {connections.length === 0 ? <p className="text-soft">No connection yet.</p> : null}
      <ul>
        {connections.map((connection) => (
          <ConnectionLine key={connection.id} connection={connection} />
        ))}
      </ul>
    </section>
  );
}
