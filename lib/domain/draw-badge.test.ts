import { describe, expect, it } from 'vitest';
import { BADGE_STYLE, type BadgeState, drawBadge } from './draw-badge.ts';

const badge = (given: Partial<BadgeState> = {}) =>
  drawBadge({
    name: null,
    state: 'read',
    sendingStatusAggregate: 'ENABLED',
    readAt: '2026-11-25T02:10:00.000Z',
    ...given,
  });

describe('a status badge', () => {
  it.each([
    ['ENABLED', 'enabled', 'ok'],
    ['REINSTATED', 'reinstated, under watch', 'watch'],
    ['DISABLED', 'disabled', 'stop'],
    ['SOMETHING', 'status not known to us', 'plain'],
    [null, 'not reported', 'plain'],
  ])('of %s says %s', (sendingStatusAggregate, word, tone) => {
    const svg = badge({ sendingStatusAggregate });
    expect(svg).toContain(`<title>SES sending: ${word}</title>`);
    expect(svg).toContain(`<g class="${tone}"`);
  });

  it.each(['blind', 'deleted', 'invalid'] as const)('is never green when %s', (state) => {
    const svg = badge({ state });
    expect(svg).toContain('<g class="plain"');
    expect(svg).not.toContain('enabled');
  });

  it('says since when nothing is known', () => {
    expect(badge({ state: 'blind' })).toContain('not known since 2026-11-25 02:10 UTC');
  });

  it('holds no markup of the name, and no raw word of SES', () => {
    const svg = badge({ name: `</title><script>alert(1)</script>"'&\u0000\u202E`, sendingStatusAggregate: '<b>' });
    for (const bad of ['<script', '<b>', '\u0000', '\u202E']) expect(svg).not.toContain(bad);
    expect(svg.match(/<[a-z]+/g)?.filter((tag) => !/^<(svg|title|style|rect|g|text|circle|path)$/.test(tag))).toEqual(
      [],
    );
    expect(badge({ name: 'x'.repeat(500) }).length).toBeLessThan(3000);
  });

  it('has one style text, which the policy admits by its hash', () => {
    expect([...badge().matchAll(/<style>(.*?)<\/style>/g)].map(([, text]) => text)).toEqual([BADGE_STYLE]);
    expect(badge()).not.toContain('style=');
  });
});
