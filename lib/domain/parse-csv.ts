export interface CsvLine {
  /** Counted from 1, as editors do. */
  line: number;
  cells: string[];
}

/**
 * RFC 4180, and what spreadsheets make of it: a byte-order mark, semicolons or tabs where the first line has more of them
 * than commas, any line end. Empty lines are left out. A quote that is never closed ends with the text.
 */
export function parseCsv(given: string): CsvLine[] {
  const text = given.replace(/^\uFEFF/, '');
  const separator = separatorOf(text.slice(0, text.search(/[\r\n]|$/)));
  const lines: CsvLine[] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  let line = 1;
  let began = 1;
  const end = () => {
    cells.push(cell.trim());
    if (cells.some((one) => one !== '')) lines.push({ line: began, cells });
    cells = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '\n') line += 1;
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (text[at + 1] === '"') cell += text[++at];
      else quoted = false;
    } else if (letter === '"' && cell.trim() === '') {
      quoted = true;
      cell = '';
    } else if (letter === separator) {
      cells.push(cell.trim());
      cell = '';
    } else if (letter === '\n') {
      end();
      began = line;
    } else if (letter !== '\r') cell += letter;
  }
  end();
  return lines;
}

function separatorOf(header: string): string {
  const count = (letter: string) => header.split(letter).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ',';
}
