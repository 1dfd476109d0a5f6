import type { ReactNode } from 'react';

/** Shapes of the state language. Each is told from the others by outline alone, so greyscale and forced colours keep them. */
export type GlyphName =
  | 'circle-check'
  | 'circle-turning'
  | 'circle-bar'
  | 'square-pause'
  | 'square-question'
  | 'octagon-stop'
  | 'octagon-pause'
  | 'ring-dashed'
  | 'outline-dashed'
  | 'triangle-up'
  | 'triangle-down'
  | 'triangle-dashed'
  | 'none';

const OCTAGON = 'M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z';
const line = { fill: 'none', stroke: 'currentColor', strokeWidth: 2.2, strokeLinecap: 'round' } as const;
/** Drawn on a filled shape, in the colour of what lies behind it. */
const cut = { fill: 'none', stroke: 'var(--panel)', strokeWidth: 2.6, strokeLinecap: 'round' } as const;

const SHAPES: Record<GlyphName, ReactNode> = {
  'circle-check': (
    <g {...line}>
      <circle cx="12" cy="12" r="9.5" />
      <path d="m7.7 12.4 3 3 5.8-6.4" strokeLinejoin="round" />
    </g>
  ),
  'circle-turning': <path {...line} d="M20.5 12a8.5 8.5 0 1 1-2.6-6.1M20.8 2.6v5h-5" strokeLinejoin="round" />,
  'circle-bar': (
    <g {...line}>
      <circle cx="12" cy="12" r="9.5" />
      <path d="M7.5 12h9" />
    </g>
  ),
  'square-pause': (
    <g {...line}>
      <rect x="2.5" y="2.5" width="19" height="19" rx="2" />
      <path d="M9.3 8v8M14.7 8v8" />
    </g>
  ),
  'square-question': (
    <g {...line}>
      <rect x="2.5" y="2.5" width="19" height="19" rx="2" strokeDasharray="4 3" />
      <path d="M9.6 9.4a2.5 2.5 0 1 1 3.4 2.3c-.7.3-1 .8-1 1.6M12 16.6v.1" />
    </g>
  ),
  'octagon-stop': (
    <>
      <path d={OCTAGON} fill="currentColor" />
      <path {...cut} d="M7.5 12h9" />
    </>
  ),
  'octagon-pause': (
    <>
      <path d={OCTAGON} fill="currentColor" />
      <path {...cut} d="M9.2 8v8M14.8 8v8" />
    </>
  ),
  'ring-dashed': (
    <g {...line}>
      <circle cx="12" cy="12" r="9.3" strokeDasharray="4.4 3.4" />
      <circle cx="12" cy="12" r="4" strokeWidth="1.8" />
    </g>
  ),
  'outline-dashed': <circle {...line} cx="12" cy="12" r="9.3" strokeDasharray="3 4.3" />,
  'triangle-up': <path d="M12 3 22.5 21h-21z" fill="currentColor" />,
  'triangle-down': <path {...line} d="M4.5 7h15L12 19z" strokeLinejoin="round" />,
  'triangle-dashed': <path {...line} d="M12 4 21 20H3z" strokeDasharray="4 3" />,
  none: <path {...line} d="M7 12h10" strokeWidth="1.8" />,
};

/** One shape, in the current colour. Decorative: the word beside it carries the meaning for a screen reader. */
export function Glyph({ name, size = 15 }: { name: GlyphName; size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" focusable="false" className="flex-none">
      {SHAPES[name]}
    </svg>
  );
}
