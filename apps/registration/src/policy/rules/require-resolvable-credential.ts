import { Refused } from '#event-sourcing';
import type { PolicyRule } from '#oauth';
import type { Rule } from '../policy-facts.js';

/** MEF 128 R9: the ids of the credentials lead somewhere; to the credential itself, unless other outcomes are named. */
export const requireResolvableCredential: Rule<PolicyRule & { rule: 'require-resolvable-credential' }> = (
  { outcomes = ['same'] },
  { presented, kept },
) => {
  if (!presented && kept) return 'kept';
  if (!presented) throw new Refused('presentation-required');
  if (!presented.resolutions.every(({ outcome }) => outcomes.includes(outcome)))
    throw new Refused('credential-id-not-resolvable');
  return 'met';
};
