import { Untrusted } from '#crypto';
import { Refused } from '#event-sourcing';

/** Why something of others could not be had, in a word; anything else than a refusal is a fault of ours, and is thrown on. */
export const causeOf = (error: unknown): string => {
  if (error instanceof Untrusted) return error.reason;
  if (!(error instanceof Refused)) throw error;
  const { cause } = error.detail;
  return typeof cause === 'string' ? cause : error.reason;
};
