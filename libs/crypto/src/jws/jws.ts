import { KeyObject, type webcrypto } from 'node:crypto';
import { keyTypeOf } from './algorithms.js';
import { toBase64url } from '../base64url.js';
import { type JwsFormat, type JwsHeader, parseJws, type UnverifiedJws } from './jws-format.js';
import { signBytes, verifyBytes } from './signatures.js';
import type { SigningKey } from '../jwk/signing-key.js';
import { trust } from '../untrusted.js';

/** Finds the key that a header names; throws `Untrusted` when there is none that fits. */
export type FindKey = (header: JwsHeader) => Promise<webcrypto.CryptoKey | KeyObject>;

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

/** A header to sign with, and what goes beside the `alg` and `kid` of the key. */
export type HeaderToSign = Readonly<Record<string, unknown>>;

/** Signs bytes as a compact JWS; `header` has what goes beside `alg` and `kid`. */
export const signJws = async (
  key: SigningKey,
  header: HeaderToSign,
  payload: string | Uint8Array,
): Promise<string> => {
  // RFC 7797: an unencoded payload would be signed in another form than this one.
  if ('b64' in header) throw new TypeError('unencoded payloads are not signed here');
  const head = encodeHeader(key, header);
  const input = `${head}.${toBase64url(payload)}`;
  return `${input}.${await signInput(key, input)}`;
};

/** The protected header of what a key signs, base64url. */
export const encodeHeader = (key: SigningKey, header: HeaderToSign): string =>
  toBase64url(JSON.stringify({ ...header, alg: key.alg, kid: key.kid }));

/** Signs what `signingInput` made; base64url. */
export const signInput = async (key: SigningKey, input: string | Buffer): Promise<string> =>
  toBase64url(await signBytes(key.alg, asKeyObject(key.privateKey), Buffer.from(input)));

/**
 * Verifies a compact JWS, or what `parseJws` made of it under the same format: size, shape, header, algorithm, key,
 * signature, in this order.
 * Throws `Untrusted` with the reasons of `parseJws`, of the key finder, `forbidden-algorithm` and `invalid-signature`.
 */
export const verifyJws = async (jws: string | UnverifiedJws, policy: JwsPolicy): Promise<VerifiedJws> => {
  const { header, payload, signature, input } = typeof jws === 'string' ? parseJws(jws, policy) : jws;
  // RFC 8725 §3.1–3.2: the caller names the algorithms, never the token; only asymmetric ones are known here.
  trust(policy.algorithms.includes(header.alg) && keyTypeOf(header.alg), 'forbidden-algorithm');
  const key = asKeyObject(await policy.key(header));
  trust(verifyBytes(header.alg, key, Buffer.from(input), signature), 'invalid-signature');
  return { header, payload };
};

const asKeyObject = (key: webcrypto.CryptoKey | KeyObject): KeyObject =>
  key instanceof KeyObject ? key : KeyObject.from(key);
