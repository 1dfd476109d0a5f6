/** One line of a file of events, or one member where the file is one array or one document after another. */
export interface EventPiece {
  /** From 1. */
  number: number;
  /** Null: longer than may be. */
  text: string | null;
}

/** EventBridge's largest event is 256 KB; logs and queues put an envelope around it. */
export const LONGEST_PIECE = 1024 * 1024;

/**
 * Cuts a stream of text into pieces, holding no more than one of them: lines, where each line is whole; else the members of
 * one array, or documents written over several lines. Which of them is told from the first characters.
 */
export class EventSplitter {
  #rest = '';
  #number = 0;
  #mode: 'unknown' | 'lines' | 'values' = 'unknown';
  #overlong = false;
  readonly #values = new ValueScanner();

  /** The pieces that this text completes. */
  push(text: string): EventPiece[] {
    this.#rest += text;
    if (this.#mode === 'unknown') this.#choose(false);
    if (this.#mode === 'unknown') return [];
    return this.#mode === 'lines' ? this.#lines() : this.#members();
  }

  /** What is left at the end. */
  end(): EventPiece[] {
    if (this.#mode === 'unknown') this.#choose(true);
    const found = this.#mode === 'values' ? this.#members() : this.#lines();
    const rest = this.#mode === 'values' ? this.#values.leftover(this.#rest) : this.#rest.trim();
    if (this.#overlong) found.push({ number: ++this.#number, text: null });
    else if (rest !== '') found.push({ number: ++this.#number, text: rest });
    this.#rest = '';
    this.#overlong = false;
    return found;
  }

  #choose(isAll: boolean): void {
    this.#rest = this.#rest.replace(/^[\s\uFEFF]+/, '');
    const line = this.#rest.split('\n', 1)[0] ?? '';
    const isWhole = line.length < this.#rest.length || isAll || this.#rest.length > LONGEST_PIECE;
    if (this.#rest === '' || (!this.#rest.startsWith('[') && !isWhole)) return;
    this.#mode = this.#rest.startsWith('[') || /^\{\s*$/.test(line) ? 'values' : 'lines';
  }

  #lines(): EventPiece[] {
    const found: EventPiece[] = [];
    let start = 0;
    for (let end = this.#rest.indexOf('\n'); end >= 0; end = this.#rest.indexOf('\n', start)) {
      const text = this.#rest.slice(start, end).trim();
      start = end + 1;
      this.#number++;
      if (this.#overlong || text.length > LONGEST_PIECE) found.push({ number: this.#number, text: null });
      else if (text !== '') found.push({ number: this.#number, text });
      this.#overlong = false;
    }
    this.#rest = this.#rest.slice(start);
    this.#dropOverlong();
    return found;
  }

  #members(): EventPiece[] {
    const { values, consumed } = this.#values.scan(this.#rest);
    this.#rest = this.#rest.slice(consumed);
    const found = values.map((text) => {
      const dropped = this.#overlong;
      this.#overlong = false;
      return { number: ++this.#number, text: dropped || text.length > LONGEST_PIECE ? null : text };
    });
    if (this.#rest.length > LONGEST_PIECE) this.#values.dropHeld();
    this.#dropOverlong();
    return found;
  }

  /** One endless line must not fill the memory: its beginning is forgotten, and its end counts as one piece too long. */
  #dropOverlong(): void {
    if (this.#rest.length <= LONGEST_PIECE) return;
    this.#overlong = true;
    this.#rest = '';
  }
}

/** Finds whole objects outside of any other, by counting braces outside of strings; goes on where it stopped. */
class ValueScanner {
  #at = 0;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #start = 0;

  /** @param text what was not consumed before, with more at its end. */
  scan(text: string): { values: string[]; consumed: number } {
    const values: string[] = [];
    let consumed = 0;
    for (; this.#at < text.length; this.#at++) {
      const character = text.charCodeAt(this.#at);
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (character === BACKSLASH) this.#escaped = true;
        else if (character === QUOTE) this.#inString = false;
      } else if (character === QUOTE && this.#depth > 0) this.#inString = true;
      else if (character === OPEN && this.#depth++ === 0) this.#start = this.#at;
      else if (character === CLOSE && this.#depth > 0 && --this.#depth === 0) {
        values.push(text.slice(this.#start, this.#at + 1));
        consumed = this.#at + 1;
      }
    }
    if (this.#depth === 0) consumed = text.length;
    this.#at -= consumed;
    this.#start = Math.max(0, this.#start - consumed);
    return { values, consumed };
  }

  /** The text so far is not kept any longer; braces and strings are still counted. */
  dropHeld(): void {
    this.#at = 0;
    this.#start = 0;
  }

  leftover(rest: string): string {
    return this.#depth > 0 ? rest.slice(this.#start).trim() : '';
  }
}

const [QUOTE, BACKSLASH, OPEN, CLOSE] = [0x22, 0x5c, 0x7b, 0x7d];
