import { IssuedTokens } from './issued-tokens.js';

describe('tokens that the Buyer issues to the Seller', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');

  it('are good for five minutes', () => {
    const tokens = new IssuedTokens();
    const { token, expiresIn } = tokens.issue(now);
    expect(expiresIn).toBe(300);
    expect(tokens.isGood(token, now + 299_000)).toBe(true);
    expect(tokens.isGood(token, now + 300_000)).toBe(false);
    expect(tokens.isGood('', now)).toBe(false);
  });

  it('are issued once for an assertion (RFC 7523 §3)', () => {
    const tokens = new IssuedTokens();
    expect(tokens.takeOnce('j1', now + 60_000, now)).toBe(true);
    expect(tokens.takeOnce('j1', now + 60_000, now + 119_000)).toBe(false);
    expect(tokens.takeOnce('j2', now + 60_000, now)).toBe(true);
  });
});
