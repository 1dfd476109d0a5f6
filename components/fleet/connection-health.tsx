import { Glyph, type GlyphName } from '@/components/ui/glyph.tsx';
import { Time } from '@/components/ui/time.tsx';
import { TONE_TEXT, type Tone } from '@/components/ui/tone.ts';
import type { Connection, SweepHealth } from '@/lib/domain/connection.ts';
import { PlainText } from '@/components/ui/plain-text.tsx';

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

function Sweep({ sweep }: { sweep: SweepHealth }) {
  const running = sweep.startedAt !== null && (sweep.finishedAt === null || sweep.finishedAt < sweep.startedAt);
  return (
    <li>
      {LANES[sweep.lane]}:{' '}
      {running ? (
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

/** How every account and Region is read: how old each sweep is, what AWS refuses, how much of the budget is used. */
export function ConnectionHealth({ connections }: { connections: readonly Connection[] }) {
  return (
    <section aria-label="Reading" className="min-w-0">
      <h2 className="mb-1.5 text-[12px] font-[550] text-soft">How it is read</h2>
      {connections.length === 0 ? <p className="text-soft">No connection yet.</p> : null}
      <ul>
        {connections.map((connection) => {
          const { word, glyph, tone } = STATES[connection.state];
          const { usedLastMinute, ratePerSecond, foreignThrottlesLastMinute } = connection.budget;
          return (
            <li key={connection.id} className="border-t border-line py-2">
              <div className="flex flex-wrap items-center gap-x-3">
                <b className="min-w-0 truncate font-[550]">
                  <PlainText text={connection.label} />
                </b>
                <span className={`inline-flex items-center gap-1.5 ${TONE_TEXT[tone]}`}>
                  <Glyph name={glyph} size={13} /> {word}
                </span>
                <span className="ml-auto text-[12.5px] text-soft">
                  {connection.region} · {connection.account ?? 'account not known yet'}
                </span>
              </div>
              {connection.reason ? (
                <p className="text-[12.5px] [overflow-wrap:anywhere]">{connection.reason.message}</p>
              ) : null}
              <ul className="flex flex-wrap gap-x-3 text-[12.5px] text-soft">
                {connection.sweeps.map((sweep) => (
                  <Sweep key={sweep.lane} sweep={sweep} />
                ))}
                <li data-tip="Requests to SES in the last minute, of what its rate allows">
                  {usedLastMinute} of {Math.round(ratePerSecond * 60)} requests a minute
                </li>
                {foreignThrottlesLastMinute > 0 ? <li>others use this quota too</li> : null}
              </ul>
              {connection.denied.length > 0 ? (
                <p className="text-[12.5px] text-soft">AWS refuses: {connection.denied.join(', ')}</p>
              ) : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
