import { CLOCK_SKEW } from '#crypto';
import { Refused } from '#event-sourcing';
import type { StatementCheck } from './statement-check.js';

/** Seconds that a time may be past and still count. */
const tolerance = 10;

/** It was issued lately and has not expired (RFC 7591 §5: a stolen statement is worth less the sooner it ends). */
export const isCurrent: StatementCheck = ({ issuedAt, expiresAt }, { now, maxAge }) => {
  const seconds = now.getTime() / 1000;
  if (issuedAt > seconds + CLOCK_SKEW) throw new Refused('statement-from-the-future');
  if (seconds - issuedAt > maxAge + tolerance) throw new Refused('statement-too-old');
  if (expiresAt !== undefined && seconds >= expiresAt + tolerance) throw new Refused('statement-expired');
};
