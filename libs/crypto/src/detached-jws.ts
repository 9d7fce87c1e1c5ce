import { toBase64url } from './base64url.js';
import { type JwsPolicy, type VerifiedJws, signJws, verifyJws } from './jws.js';
import type { SigningKey } from './signing-key.js';
import { trust } from './untrusted.js';

/**
 * Signs a message body; gives the value of an `x-jws-signature` header, `header..signature` (RFC 7515 appendix F).
 * `header` has what goes beside `alg` and `kid`, such as `typ`, `cty` and issuer facts named in `crit`.
 */
export const signDetached = async (
  key: SigningKey,
  header: Readonly<Record<string, unknown>>,
  body: string | Uint8Array,
): Promise<string> => {
  const [head, , signature] = (await signJws(key, header, body)).split('.');
  return `${head}..${signature}`;
};

/** Verifies a detached signature over the exact bytes of a body. Throws as `verifyJws` does. */
export const verifyDetached = async (
  signature: string,
  body: string | Uint8Array,
  policy: JwsPolicy,
): Promise<VerifiedJws> => {
  trust(signature.length <= (policy.maxCharacters ?? 16_384), 'oversized');
  const parts = signature.split('.');
  trust(parts.length === 3 && parts[1] === '', 'not-a-detached-jws');
  const whole = `${parts[0]}.${toBase64url(body)}.${parts[2]}`;
  return verifyJws(whole, { ...policy, maxCharacters: whole.length });
};
