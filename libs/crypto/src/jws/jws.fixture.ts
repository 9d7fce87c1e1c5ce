import { toBase64url } from '../base64url.js';
import { type SignatureAlgorithm, signatureAlgorithms } from './algorithms.js';
import type { JwsPolicy } from './jws.js';
import { KeySet } from '../jwk/key-set.js';
import { type KeyPair, type SigningKey, generateSigningKey, importSigningKey } from '../jwk/signing-key.js';

/** A party with one key per algorithm, for specs. */
export const makeSigner = async () => {
  const pairs = {} as Record<SignatureAlgorithm, KeyPair>;
  const keys = {} as Record<SignatureAlgorithm, SigningKey>;
  for (const alg of signatureAlgorithms) {
    pairs[alg] = await generateSigningKey(alg);
    keys[alg] = await importSigningKey(pairs[alg].privateJwk, alg);
  }
  return { pairs, keys, set: KeySet.of({ keys: Object.values(pairs).map((pair) => pair.publicJwk) }) };
};

/** Accepts what a key set signed. */
export const policyOf = (set: KeySet, algorithms: readonly string[] = signatureAlgorithms): JwsPolicy => ({
  key: (header) => set.find(header),
  algorithms,
});

/** One part of a compact JWS. */
export const part = (value: unknown): string => toBase64url(JSON.stringify(value));

/** `fine`, or the name of the error that came. */
export const outcomeOf = (work: () => unknown): string => {
  try {
    work();
    return 'fine';
  } catch (error) {
    return (error as Error).name;
  }
};

/** The reason of the error that came, or undefined. */
export const reasonOf = (work: () => unknown): string | undefined => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { reason?: string }).reason ?? String(error);
  }
};
