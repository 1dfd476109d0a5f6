import { describe, expect, it } from 'vitest';
import { STANDINGS } from '../../lib/domain/vocabulary.ts';
import { AWS_MARKS, STANDING_MARKS, impactMark, policyWords, recordMark, standingMark } from './standing-marks.ts';

describe('the state language', () => {
  it('tells what stops mail from what lets it flow by shape alone', () => {
    const stopped = STANDINGS.filter((standing) => standing.startsWith('disabled')).map((s) => STANDING_MARKS[s].glyph);
    const flowing = ['enabled', 'reinstated', 'unknown', 'not-reported'] as const;
    expect(new Set(stopped).size).toBe(stopped.length);
    for (const standing of flowing) expect(stopped).not.toContain(STANDING_MARKS[standing].glyph);
    expect(STANDING_MARKS.reinstated.glyph).not.toBe(STANDING_MARKS.enabled.glyph);
  });

  it('never shows what is absent or unknown as enabled', () => {
    for (const raw of [null, '', 'THROTTLED']) {
      for (const record of ['customer', 'aws', 'aggregate'] as const) {
        expect(recordMark(record, raw)).toMatchObject({ glyph: 'outline-dashed', tone: 'plain' });
      }
    }
    expect(recordMark('aws', 'THROTTLED').word).toBe('THROTTLED');
    expect(standingMark('unknown', 'THROT\u202ETLED').word).toBe('THROT[U+202E]TLED');
  });

  it('shows REINSTATED in the SES record as reported, with a shape of its own', () => {
    expect(AWS_MARKS.REINSTATED.glyph).toBe('ring-dashed');
  });

  it('does not read an absent impact as a clean bill', () => {
    expect(impactMark(null).word).toBe('No active finding reported');
    expect(impactMark('SEVERE')).toMatchObject({ word: 'SEVERE', tone: 'plain' });
  });

  it('names a policy it does not know by its own name', () => {
    expect(policyWords('arn:aws:ses:us-east-1:aws:reputation-policy/lenient-2027').word).toBe('lenient-2027');
    expect(policyWords(null).word).toBe('Not reported');
  });
});
