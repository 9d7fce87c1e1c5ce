import { Refused } from '#event-sourcing';
import { scopesOf } from '../../roles.js';
import type { StatementCheck } from './statement-check.js';

/** At least one of its roles means something to this Seller. */
export const hasARoleHere: StatementCheck = ({ roles }) => {
  if (scopesOf(roles).length === 0) throw new Refused('statement-without-role');
};
