import { Refused } from '#event-sourcing';
import type { PolicyRule } from '#oauth';
import type { Rule } from '../policy-facts.js';

/** What an entity that presents itself discloses; of one that did before, the decision of then holds. */
export const requireClaims: Rule<PolicyRule & { rule: 'require-claims' }> = (
  { claims },
  { presented, kept },
) => {
  if (!presented && kept) return 'kept';
  if (!presented) throw new Refused('presentation-required');
  const { credentialSubject = {} } = presented.claims as { readonly credentialSubject?: object };
  const disclosed = { ...presented.claims, ...credentialSubject };
  const missing = claims.find((name) => !Object.hasOwn(disclosed, name));
  if (missing !== undefined) throw new Refused('presentation-lacks-claim', { claim: missing });
  return 'met';
};
