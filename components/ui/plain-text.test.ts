import { describe, expect, it } from 'vitest';
import { visible } from './plain-text.tsx';

describe('visible', () => {
  it('names what would turn or hide the words around it', () => {
    expect(visible('rtl-\u202Egnp.exe')).toBe('rtl-[U+202E]gnp.exe');
    expect(visible('a\u200Bb\u0000c')).toBe('a[U+200B]b[U+0000]c');
  });

  it('leaves scripts, emoji and markup as they are', () => {
    const text = 'שלום नमस्ते 👩‍🚀 <script>alert(1)</script> 東京';
    expect(visible(text)).toBe(text);
  });

  it('keeps lines as one line', () => {
    expect(visible('one\ntwo\tthree')).toBe('one two three');
  });
});
