import { CompactSign, type CryptoKey, type KeyObject, compactVerify } from 'jose';
import { keyTypeOf } from './algorithms.js';
import { type JwsFormat, type JwsHeader, parseJws } from './jws-format.js';
import type { SigningKey } from './signing-key.js';
import { Untrusted, trust } from './untrusted.js';

/** Finds the key that a header names; throws `Untrusted` when there is none that fits. */
export type FindKey = (header: JwsHeader) => Promise<CryptoKey | KeyObject>;

/** What a verifier accepts. */
export interface JwsPolicy extends JwsFormat {
  readonly key: FindKey;
  /** The algorithms that may be used, named one by one; `none` and the HMACs are refused even if they are named. */
  readonly algorithms: readonly string[];
}

/** A JWS whose signature is good. */
export interface VerifiedJws {
  readonly header: JwsHeader;
  readonly payload: Buffer;
}

/** Signs bytes as a compact JWS; `header` has what goes beside `alg` and `kid`. */
export const signJws = (
  key: SigningKey,
  header: Readonly<Record<string, unknown>>,
  payload: string | Uint8Array,
): Promise<string> =>
  new CompactSign(Buffer.from(payload))
    .setProtectedHeader({ ...header, alg: key.alg, kid: key.kid })
    .sign(key.privateKey, criticalOption(header));

/**
 * Verifies a compact JWS: size, shape, header, algorithm, key, signature, in this order.
 * Throws `Untrusted` with the reasons of `parseJws`, of the key finder, `forbidden-algorithm` and `invalid-signature`.
 */
export const verifyJws = async (jws: string, policy: JwsPolicy): Promise<VerifiedJws> => {
  const { header, payload } = parseJws(jws, policy);
  // RFC 8725 §3.1–3.2: the caller names the algorithms, never the token; only asymmetric ones are known here.
  trust(policy.algorithms.includes(header.alg) && keyTypeOf(header.alg), 'forbidden-algorithm');
  const key = await policy.key(header);
  try {
    await compactVerify(jws, key, { algorithms: [header.alg], ...criticalOption(header) });
  } catch {
    throw new Untrusted('invalid-signature');
  }
  return { header, payload };
};

// `parseJws` has held `crit` against what the caller understands; jose wants the names once more.
const criticalOption = (header: Readonly<Record<string, unknown>>): { crit?: Record<string, boolean> } =>
  Array.isArray(header.crit)
    ? { crit: Object.fromEntries(header.crit.map((name: string) => [name, true])) }
    : {};
