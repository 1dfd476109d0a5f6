import { classifySendingStatus, type SendingStatusClass } from './vocabulary.ts';

/** What a badge says: the aggregate status of one sender, or that it is not known now. */
export interface BadgeState {
  /** null: not to be shown. */
  name: string | null;
  /** `blind`: it could not be read lately, so no status is claimed. */
  state: 'read' | 'blind' | 'deleted' | 'invalid';
  sendingStatusAggregate: string | null;
  /** When it was last read, ISO 8601; null: never, or not to be told. */
  readAt: string | null;
}

type Face = { word: string; tone: 'ok' | 'watch' | 'stop' | 'plain'; shape: string };

const RING = '<circle cx="15" cy="12" r="5.2" fill="none" stroke-width="1.6"/>';
const DASHED = '<circle cx="15" cy="12" r="5.2" fill="none" stroke-width="1.6" stroke-dasharray="2.2 2.4"/>';

/** Word, shape and colour, as in the product: each is told from the others without its colour. */
const FACES: Record<SendingStatusClass, Face> = {
  ENABLED: {
    word: 'enabled',
    tone: 'ok',
    shape: `${RING}<path d="m12.7 12.2 1.6 1.7 3.1-3.5" fill="none" stroke-width="1.6"/>`,
  },
  REINSTATED: {
    word: 'reinstated, under watch',
    tone: 'watch',
    shape: '<path d="M20 12a5 5 0 1 1-1.5-3.6M20.1 6.3v2.9h-2.9" fill="none" stroke-width="1.6"/>',
  },
  DISABLED: { word: 'disabled', tone: 'stop', shape: `${RING}<path d="M12.6 12h4.8" stroke-width="1.8"/>` },
  unknown: { word: 'status not known to us', tone: 'plain', shape: DASHED },
  absent: { word: 'not reported', tone: 'plain', shape: DASHED },
};

/** The whole of the badge's styles: a policy admits exactly this text, by its hash. */
export const BADGE_STYLE =
  '.p{fill:#fff;stroke:#d5d8dd}.t{fill:#50565f}.w{fill:#22262d}.ok{stroke:#0d7a58}.watch{stroke:#8a5a00}.stop{stroke:#c0252b}.plain{stroke:#50565f}' +
  '@media (prefers-color-scheme:dark){.p{fill:#1d2126;stroke:#3a4048}.t{fill:#a5acb6}.w{fill:#e9ebee}.ok{stroke:#5cc79f}.watch{stroke:#e0b45c}.stop{stroke:#ff8079}.plain{stroke:#a5acb6}}';

function faceOf({ state, sendingStatusAggregate, readAt }: BadgeState): Face {
  const plain = (word: string): Face => ({ word, tone: 'plain', shape: DASHED });
  switch (state) {
    case 'read':
      return FACES[classifySendingStatus(sendingStatusAggregate)];
    case 'blind':
      return plain(readAt === null ? 'not known now' : `not known since ${readAt.slice(0, 16).replace('T', ' ')} UTC`);
    case 'deleted':
      return plain('deleted at SES');
    case 'invalid':
      return plain('this badge has ended');
  }
}

/** An SVG without script, link or foreign text that is not escaped; it says the same in words. */
export function drawBadge(badge: BadgeState): string {
  const { word, tone, shape } = faceOf(badge);
  const label = shorten(badge.name ?? 'SES sending');
  const labelWidth = widthOf(label);
  const width = Math.ceil(26 + labelWidth + 10 + widthOf(word) + 12);
  const said = escapeXml(`${label}: ${word}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="24" viewBox="0 0 ${width} 24" role="img" aria-label="${said}">`,
    `<title>${said}</title><style>${BADGE_STYLE}</style>`,
    `<rect class="p" x=".5" y=".5" width="${width - 1}" height="23" rx="6"/>`,
    `<g class="${tone}" stroke-linecap="round" stroke-linejoin="round">${shape}</g>`,
    '<g font-family="system-ui,-apple-system,Segoe UI,Roboto,sans-serif" font-size="12">',
    `<text class="t" x="27" y="16" textLength="${labelWidth}" lengthAdjust="spacingAndGlyphs">${escapeXml(label)}</text>`,
    `<text class="w" x="${27 + labelWidth + 8}" y="16" font-weight="600" textLength="${widthOf(word)}" lengthAdjust="spacingAndGlyphs">${escapeXml(word)}</text>`,
    '</g></svg>',
  ].join('');
}

function shorten(text: string): string {
  const characters = Array.from(text.toWellFormed().replaceAll(/\p{C}/gu, '\u{FFFD}'));
  return characters.length > 40 ? `${characters.slice(0, 39).join('')}…` : characters.join('');
}

/** No font can be measured here; the text is told to take the width that is left for it. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += /[\u{1100}-\u{FFFF}\u{1F000}-\u{3FFFF}]/u.test(character) ? 12 : 6.4;
  return Math.ceil(width);
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
