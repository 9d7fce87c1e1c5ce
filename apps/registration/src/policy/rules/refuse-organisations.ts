import { Refused } from '#event-sourcing';
import type { PolicyRule } from '#oauth';
import type { Rule } from '../policy-facts.js';

/** Whom the Seller does not want, whatever others say of them. */
export const refuseOrganisations: Rule<PolicyRule & { rule: 'refuse-organisations' }> = (
  { leis },
  { lei },
) => {
  if (leis.includes(lei)) throw new Refused('organisation-not-wanted');
  return 'met';
};
