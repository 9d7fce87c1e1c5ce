import { trust } from '../untrusted.js';
import { verifyKeyBinding } from './key-binding.js';
import type { PresentationPolicy, VerifiedPresentation } from './presentation-policy.js';
import { isSdJwt } from './verify-credential.js';
import { verifyVpJwt } from './vp-jwt.js';

/**
 * Verifies a presentation in either form, with the first credential in it; see `verifyVpJwt` and `verifyKeyBinding`.
 * That the nonce counts once is for whoever gave it out.
 */
export const verifyPresentation = async (
  text: string,
  policy: PresentationPolicy,
): Promise<VerifiedPresentation> => {
  trust(policy.nonce !== '' && policy.audiences.length > 0, 'wrong-nonce');
  return isSdJwt(text) ? verifyKeyBinding(text, policy) : verifyVpJwt(text, policy);
};
