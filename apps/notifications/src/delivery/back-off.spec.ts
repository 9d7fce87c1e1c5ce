import fc from 'fast-check';
import { backOff, retryAfter } from './back-off.js';

const policy = fc
  .record({ base: fc.integer({ min: 1, max: 60_000 }), factor: fc.integer({ min: 1, max: 10_000 }) })
  .map(({ base, factor }) => ({ base, cap: base * factor }));
const attempts = fc.integer({ min: 1, max: 5_000 });
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('the back-off', () => {
  it('is between half and all of a wait that doubles up to the cap', () => {
    fc.assert(
      fc.property(attempts, random, policy, (n, chance, { base, cap }) => {
        const full = Math.min(cap, base * 2 ** (n - 1));
        const wait = backOff(n, chance, { base, cap });
        expect(wait).toBeGreaterThanOrEqual(Math.floor(full / 2));
        expect(wait).toBeLessThanOrEqual(cap);
        expect(wait).toBeLessThanOrEqual(Math.ceil(full));
      }),
    );
  });

  it('never gets shorter for the same chance', () => {
    fc.assert(
      fc.property(attempts, random, policy, (n, chance, wait) => {
        expect(backOff(n + 1, chance, wait)).toBeGreaterThanOrEqual(backOff(n, chance, wait));
      }),
    );
  });

  it('differs by chance', () => {
    expect(backOff(3, 0, { base: 1000, cap: 60_000 })).toBe(2000);
    expect(backOff(3, 0.5, { base: 1000, cap: 60_000 })).toBe(3000);
  });
});

describe('Retry-After', () => {
  it.each([
    ['5', 5000],
    [' 7 ', 7000],
    ['999999999', 60_000],
    ['-1', 0],
    ['soon', 0],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 0],
    ['', 0],
    [null, 0],
  ])('of %j is %d ms', (header, expected) => {
    expect(retryAfter(header, { base: 1000, cap: 60_000 })).toBe(expected);
  });
});
