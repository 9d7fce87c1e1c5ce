import { Refused } from '#event-sourcing';
import type { PolicyRule } from '#oauth';
import type { Rule } from '../policy-facts.js';

/** MEF 128 R1: of the issuers that are trusted, these speak for clients of the profile. */
export const acceptStatementIssuers: Rule<PolicyRule & { rule: 'accept-statement-issuers' }> = (
  { issuers },
  { statementIssuer },
) => {
  if (!issuers.includes(statementIssuer)) throw new Refused('statement-issuer-not-accepted');
  return 'met';
};
