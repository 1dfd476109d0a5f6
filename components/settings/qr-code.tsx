import makeCode from 'qrcode-generator';

const QUIET = 4;

/** A QR code as one path. Black on white in both themes: a camera reads it so. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = makeCode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const cells = Array.from({ length: size * size }, (_, at) => [at % size, Math.floor(at / size)] as const);
  const dark = cells.filter(([column, row]) => code.isDark(row, column));
  const path = dark.map(([column, row]) => `M${column + QUIET} ${row + QUIET}h1v1h-1z`).join('');
  const side = size + 2 * QUIET;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${side} ${side}`}
      width="208"
      height="208"
      shapeRendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
