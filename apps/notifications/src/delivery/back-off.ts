export interface BackOff {
  /** Milliseconds before the second attempt, about. */
  readonly base: number;
  /** Milliseconds, at most. */
  readonly cap: number;
}

/**
 * Milliseconds to wait after so many failed attempts (from 1): doubling up to the cap, and between half and all of it by
 * chance, so that listeners that failed together are not tried together. `random` is in [0, 1).
 */
export const backOff = (attempts: number, random: number, { base, cap }: BackOff): number => {
  const ceiling = Math.min(cap, base * 2 ** (attempts - 1));
  return Math.round(ceiling / 2 + (random * ceiling) / 2);
};

/** Milliseconds of a `Retry-After` in seconds (RFC 9110 §10.2.3), no more than the cap; 0 for anything else. */
export const retryAfter = (header: string | null, { cap }: BackOff): number =>
  header !== null && /^\d{1,9}$/.test(header.trim()) ? Math.min(cap, Number(header) * 1000) : 0;
