import { memo, useMemo } from 'react';
import type { View } from '@/components/history/lay-out.ts';
import type { Unwatched } from '@/components/history/picture-rows.ts';
import type { Lane } from '@/components/history/prepare-lanes.ts';
import { laneWords } from '@/components/history/step-words.ts';
import { summarise, tellStory } from '@/components/history/tell-story.ts';
import type { Zone } from '@/components/ui/format-time.ts';

interface StoryProps {
  id: string;
  lanes: readonly Lane[];
  gaps: readonly Unwatched[];
  view: View;
  now: number;
  zone: Zone;
}

/** The picture in words, for those who do not see it. */
export const Story = memo(function Story({ id, lanes, gaps, view, now, zone }: StoryProps) {
  const stories = useMemo(() => tellStory(lanes, view, now, zone), [lanes, view, now, zone]);
  const unwatched = gaps.filter(({ from, to }) => from < view.to && to > view.from);
  return (
    <div className="sr-only" data-story>
      <p id={id}>{summarise(stories, view, now, zone)}</p>
      <dl>
        {stories.map(({ lane, sentences }) => (
          <div key={lane.key}>
            <dt>{laneWords(lane)}</dt>
            {sentences.map((sentence, index) => (
              // Sentences of one row may be alike, and never move.
              // oxlint-disable-next-line react/no-array-index-key
              <dd key={index}>{sentence}</dd>
            ))}
          </div>
        ))}
        {unwatched.length > 0 ? (
          <div>
            <dt>Not watched</dt>
            {unwatched.map(({ from, words }) => (
              <dd key={from}>{words}</dd>
            ))}
          </div>
        ) : null}
      </dl>
    </div>
  );
});
