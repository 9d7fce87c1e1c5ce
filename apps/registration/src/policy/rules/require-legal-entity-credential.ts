import { Refused } from '#event-sourcing';
import type { PolicyRule } from '#oauth';
import type { Rule } from '../policy-facts.js';

/** MEF 128 R6, R8, R11: a Legal Entity has presented itself, and its credential chains to an accepted issuer. */
export const requireLegalEntityCredential: Rule<PolicyRule & { rule: 'require-legal-entity-credential' }> = (
  { anchors },
  { presented, kept, lei },
) => {
  const entity = presented?.entity ?? kept;
  if (!entity || entity.lei !== lei) throw new Refused('presentation-required');
  if (anchors && !anchors.includes(entity.anchor)) throw new Refused('presentation-anchor-not-accepted');
  return presented ? 'met' : 'kept';
};
