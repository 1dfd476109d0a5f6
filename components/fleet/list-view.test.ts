import { describe, expect, it } from 'vitest';
import { columnTemplates, HIDEABLE, isHidden } from './list-view.ts';

const count = (template: string) => template.split(/ (?![^(]*\))/).length;

describe('the columns of the list', () => {
  it('has one width a column that is shown, and leaves the strip out where there is no room', () => {
    const all = columnTemplates('');
    expect(count(all['--cols-xl'])).toBe(7);
    expect(count(all['--cols'])).toBe(6);
    const fewer = columnTemplates('strip,cause');
    expect(count(fewer['--cols-xl'])).toBe(5);
    expect(count(fewer['--cols'])).toBe(5);
  });
  it('always keeps who, where and whether it may send', () => {
    expect(count(columnTemplates(HIDEABLE.join(','))['--cols-xl'])).toBe(3);
  });
  it('reads a list of names, not a part of one', () => {
    expect(isHidden('strip,cause', 'strip')).toBe(true);
    expect(isHidden('strip', 'rip')).toBe(false);
    expect(isHidden('', 'since')).toBe(false);
  });
});
