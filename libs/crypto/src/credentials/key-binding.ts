import { sha256Base64url } from '../hash.js';
import { jwtKinds } from '../jwt/jwt-kinds.js';
import { verifyJwt } from '../jwt/jwt.js';
import { signatureAlgorithms } from '../jws/algorithms.js';
import { trust } from '../untrusted.js';
import { holderKeys } from './holder-key.js';
import type { PresentationPolicy, VerifiedPresentation } from './presentation-policy.js';
import { assertAskedFor } from './proof-of-holder.js';
import { splitSdJwt, verifySdJwtVc } from './sd-jwt-vc.js';

/**
 * Verifies an SD-JWT VC with the proof of its holder (RFC 9901 §7.3): the credential, then a KB-JWT by the holder's key,
 * over exactly what is presented, with our nonce and audience, not older than `maxAge`.
 * Throws `Untrusted` as `verifySdJwtVc` and `assertClaims`, and `key-binding-missing`, `wrong-nonce`, `wrong-sd-hash`.
 */
export const verifyKeyBinding = async (
  text: string,
  policy: PresentationPolicy,
): Promise<VerifiedPresentation> => {
  const { keyBinding, presented } = splitSdJwt(text);
  trust(keyBinding !== undefined, 'key-binding-missing');
  const { algorithms = signatureAlgorithms } = policy;
  const credential = await verifySdJwtVc(text, policy);
  const key = holderKeys(credential, policy.resolve);
  const { claims } = await verifyJwt(keyBinding, { key, algorithms }, jwtKinds.keyBinding);
  assertAskedFor(claims, policy);
  trust(claims['sd_hash'] === sha256Base64url(presented), 'wrong-sd-hash');
  return {
    form: 'kb+jwt',
    holder: credential.subject,
    credential,
    others: [],
    hash: sha256Base64url(keyBinding),
  };
};
