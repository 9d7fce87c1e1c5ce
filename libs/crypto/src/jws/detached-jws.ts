import {
  encodeHeader,
  type HeaderToSign,
  type JwsPolicy,
  signInput,
  type VerifiedJws,
  verifyJws,
} from './jws.js';
import { parseDetachedJws, signingInput } from './jws-format.js';
import type { SigningKey } from '../jwk/signing-key.js';

/**
 * Signs a message body; gives the value of an `x-jws-signature` header, `header..signature` (RFC 7515 appendix F).
 * `header` has what goes beside `alg` and `kid`, such as `typ`, `cty` and issuer facts named in `crit`. With `b64: false`,
 * which `crit` has to name, the body is signed as it stands (RFC 7797).
 */
export const signDetached = async (
  key: SigningKey,
  header: HeaderToSign,
  body: string | Uint8Array,
): Promise<string> => {
  const unencoded = isUnencoded(header);
  const head = encodeHeader(key, header);
  return `${head}..${await signInput(key, signingInput(head, body, unencoded))}`;
};

/** Verifies a detached signature over the exact bytes of a body. Throws as `parseDetachedJws` and `verifyJws`. */
export const verifyDetached = async (
  signature: string,
  body: string | Uint8Array,
  policy: JwsPolicy,
): Promise<VerifiedJws> => verifyJws(parseDetachedJws(signature, body, policy), policy);

const isUnencoded = ({ b64, crit }: HeaderToSign): boolean => {
  if (b64 === undefined) return false;
  const isCritical = Array.isArray(crit) && crit.includes('b64');
  if (b64 !== false || !isCritical) throw new TypeError('b64 is false and critical, or it is left out');
  return true;
};
