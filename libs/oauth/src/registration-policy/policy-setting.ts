import { didWebOf } from '#crypto';
import { parsePolicy } from './parse-policy.js';
import { type RegistrationPolicy, statementsAlone } from './policy.js';

/** The setting that has the Seller's policy: registration applies it, and discovery tells of it. */
export const policySetting = {
  env: 'ASSENT_REGISTRATION_POLICY',
  doc: 'Whom the Seller registers: JSON of {"version", "anchors"?, "maxDepth"?, "rules"?} or the path of a file with it, see the README of registration; software statements alone unless given.',
  parse: (text: string): RegistrationPolicy | '' => parsePolicy(text),
  sandbox: '' as const,
  production: '' as const,
};

interface Deployment {
  readonly mode: 'sandbox' | 'production';
  readonly issuer: string;
}

/** The policy that holds: in the sandbox the directory is the anchor where none is named, as for software statements. */
export const policyInForce = (
  given: RegistrationPolicy | '',
  { mode, issuer }: Deployment,
): RegistrationPolicy => {
  const policy = given || statementsAlone;
  if (mode === 'production' || policy.anchors.length > 0) return policy;
  return { ...policy, anchors: [didWebOf(`${issuer}/directory`)] };
};
