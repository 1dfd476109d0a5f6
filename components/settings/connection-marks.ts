import type { Mark } from '@/components/shell/standing-marks.ts';
import type { Connection, SweepHealth } from '@/lib/domain/connection.ts';

/** How a connection is doing: word, shape and colour. Only what blinds us is loud. */
export const CONNECTION_MARKS: Record<Connection['state'], Mark> = {
  reading: { word: 'Reading', glyph: 'circle-check', tone: 'ok', means: 'The newest read succeeded' },
  'never-read': { word: 'Not read yet', glyph: 'outline-dashed', tone: 'plain', means: 'No read has succeeded yet' },
  unread: {
    word: 'Cannot be read',
    glyph: 'triangle-up',
    tone: 'stop',
    means: 'Reads fail; shown is what was read before',
  },
  paused: {
    word: 'Paused',
    glyph: 'square-pause',
    tone: 'paused',
    means: 'Standing does not read it until it is resumed',
  },
  'wrong-account': {
    word: 'Another account answered',
    glyph: 'octagon-stop',
    tone: 'stop',
    means: 'Nothing was changed and reading has stopped',
  },
};

export const LANE_WORDS: Record<SweepHealth['lane'], string> = {
  disabled: 'Disabled senders',
  high: 'High impact',
  findings: 'Findings',
  full: 'All senders',
};
