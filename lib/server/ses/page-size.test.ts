import { describe, expect, it } from 'vitest';
import { StandingError } from '../errors.ts';
import { createPageSizes } from './page-size.ts';

const refusal = (text: string) => new StandingError('ses-bad-request', `SES refused ListTenants as not valid: ${text}`);

function server(maximum: number, text = `PageSize must be less than or equal to ${maximum}.`) {
  const asked: number[] = [];
  const request = async (size: number) => {
    asked.push(size);
    if (size > maximum) throw refusal(text);
    return size;
  };
  return { asked, request };
}

describe('createPageSizes', () => {
  it.each([
    [1000, [1000]],
    [500, [1000, 500]],
    [100, [1000, 500, 250, 100]],
    [10, [1000, 500, 250, 100, 50, 25, 10]],
    [1, [1000, 500, 250, 100, 50, 25, 10, 5, 1]],
  ])('finds a maximum of %d and asks for it from then on', async (maximum, expected) => {
    const { asked, request } = server(maximum);
    const sizes = createPageSizes();
    expect(await sizes.run('ListTenants', 1000, request)).toBe(maximum);
    expect(asked).toEqual(expected);
    await sizes.run('ListTenants', 1000, request);
    expect(asked).toEqual([...expected, maximum]);
    expect(sizes.accepted()).toEqual({ ListTenants: maximum });
  });

  it('begins where an earlier process ended, each operation by itself, and never over the largest', async () => {
    const sizes = createPageSizes({ ListTenants: 100, ListRecommendations: 1000, Odd: -3 });
    const { asked, request } = server(1000);
    await sizes.run('ListTenants', 1000, request);
    await sizes.run('ListRecommendations', 100, request);
    await sizes.run('Odd', 1000, request);
    expect(asked).toEqual([100, 100, 1000]);
  });

  it('halves a size that worked before when SES says it is too large now', async () => {
    const { asked, request } = server(50);
    await createPageSizes({ ListTenants: 100 }).run('ListTenants', 1000, request);
    expect(asked).toEqual([100, 50]);
  });

  it('probes a size that never worked when the refusal gives no reason, and not one that has', async () => {
    const vague = server(100, 'it gave no reason.');
    await createPageSizes().run('ListTenants', 1000, vague.request);
    expect(vague.asked).toEqual([1000, 500, 250, 100]);
    const known = server(50, 'it gave no reason.');
    await expect(createPageSizes({ ListTenants: 100 }).run('ListTenants', 1000, known.request)).rejects.toThrow(
      'no reason',
    );
    expect(known.asked).toEqual([100]);
  });

  it.each([
    refusal('"The NextToken provided has expired."'),
    refusal('"Only one filter can be applied at a time."'),
    new StandingError('ses-throttled', 'SES throttled ListTenants: PageSize'),
    new StandingError('ses-access-denied', 'SES denied ses:ListTenants'),
  ])('passes on what is not about the size: %s', async (error) => {
    let asked = 0;
    const request = async () => {
      asked += 1;
      throw error;
    };
    await expect(createPageSizes().run('ListTenants', 1000, request)).rejects.toBe(error);
    expect(asked).toBe(1);
  });

  it('ends with the refusal where no size is accepted, and remembers none', async () => {
    const { asked, request } = server(0);
    const sizes = createPageSizes();
    await expect(sizes.run('ListTenants', 1000, request)).rejects.toThrow('PageSize');
    expect(asked.at(-1)).toBe(1);
    expect(sizes.accepted()).toEqual({});
  });
});
