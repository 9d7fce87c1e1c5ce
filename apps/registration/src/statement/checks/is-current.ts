import { Refused } from '#event-sourcing';
import type { StatementCheck } from './statement-check.js';

/** Seconds that two clocks may differ. */
const tolerance = 10;

/** It was issued lately and has not expired (RFC 7591 §5: a stolen statement is worth less the sooner it ends). */
export const isCurrent: StatementCheck = ({ issuedAt, expiresAt }, { now, maxAge }) => {
  const seconds = now.getTime() / 1000;
  if (issuedAt > seconds + tolerance) throw new Refused('statement-from-the-future');
  if (seconds - issuedAt > maxAge + tolerance) throw new Refused('statement-too-old');
  if (expiresAt !== undefined && seconds >= expiresAt + tolerance) throw new Refused('statement-expired');
};
