import { expect, it } from 'vitest';
import { api, pages } from './paths.ts';

const ARN = 'arn:aws:ses:us-east-1:111122223333:tenant/a+b&c/tn-1';

it('builds every page and route', () => {
  expect([
    pages.overview(),
    pages.entities(),
    pages.entities({ status: 'DISABLED', q: 'a b', cursor: null, limit: undefined }),
    pages.entity(ARN),
    pages.entity(ARN, { at: '2026-11-22T02:14:07.000Z' }),
    pages.login('/entities?q=a'),
    api.entity(ARN, { refresh: '1' }),
    api.changes({ arn: ARN, limit: 50 }),
    api.act('a/b'),
    api.health('watch'),
  ]).toMatchInlineSnapshot(`
    [
      "/",
      "/entities",
      "/entities?status=DISABLED&q=a+b",
      "/entity?arn=arn%3Aaws%3Ases%3Aus-east-1%3A111122223333%3Atenant%2Fa%2Bb%26c%2Ftn-1",
      "/entity?arn=arn%3Aaws%3Ases%3Aus-east-1%3A111122223333%3Atenant%2Fa%2Bb%26c%2Ftn-1&at=2026-11-22T02%3A14%3A07.000Z",
      "/login?next=%2Fentities%3Fq%3Da",
      "/api/entity?arn=arn%3Aaws%3Ases%3Aus-east-1%3A111122223333%3Atenant%2Fa%2Bb%26c%2Ftn-1&refresh=1",
      "/api/changes?arn=arn%3Aaws%3Ases%3Aus-east-1%3A111122223333%3Atenant%2Fa%2Bb%26c%2Ftn-1&limit=50",
      "/api/acts/a%2Fb",
      "/api/health/watch",
    ]
  `);
});

it('carries any ARN through a URL and back', () => {
  expect(new URL(pages.entity(ARN), 'http://localhost').searchParams.get('arn')).toBe(ARN);
});
