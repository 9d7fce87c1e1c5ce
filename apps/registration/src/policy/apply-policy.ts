import type { PolicyRule, RegistrationPolicy } from '#oauth';
import type { PolicyDecision } from '../client/client.events.js';
import type { Outcome, PolicyFacts } from './policy-facts.js';
import { acceptStatementIssuers } from './rules/accept-statement-issuers.js';
import { refuseOrganisations } from './rules/refuse-organisations.js';
import { requireClaims } from './rules/require-claims.js';
import { requireLegalEntityCredential } from './rules/require-legal-entity-credential.js';
import { requireResolvableCredential } from './rules/require-resolvable-credential.js';

/** Runs the rules that concern a client, in the Seller's order; throws the first refusal. */
export const applyPolicy = ({ rules }: RegistrationPolicy, facts: PolicyFacts): PolicyDecision['rules'] =>
  rules
    .filter(({ profiles }) => profiles?.includes(facts.profile) ?? true)
    .map((rule) => ({ rule: rule.rule, outcome: outcomeOf(rule, facts) }));

const outcomeOf = (rule: PolicyRule, facts: PolicyFacts): Outcome => {
  switch (rule.rule) {
    case 'accept-statement-issuers':
      return acceptStatementIssuers(rule, facts);
    case 'require-legal-entity-credential':
      return requireLegalEntityCredential(rule, facts);
    case 'require-resolvable-credential':
      return requireResolvableCredential(rule, facts);
    case 'require-claims':
      return requireClaims(rule, facts);
    case 'refuse-organisations':
      return refuseOrganisations(rule, facts);
  }
};
