import { Refused } from '#event-sourcing';
import { isSafeUrl } from '../../safe-url.js';
import type { StatementCheck } from './statement-check.js';

/** Keys come over https (FAPI 1.0 Baseline §7.1); in the sandbox also from this machine. */
export const keysAreAtASafeAddress: StatementCheck = ({ jwksUri }, { mode }) => {
  if (!isSafeUrl(jwksUri, mode)) throw new Refused('statement-with-unsafe-jwks');
};
