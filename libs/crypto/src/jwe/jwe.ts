import { CompactEncrypt, compactDecrypt } from 'jose';
import { type ContentEncryption, encryptionKeyTypesOf, lengthsOf } from './jwe-algorithms.js';
import { assertAccessJwk, assertEphemeralKey } from './jwe-keys.js';
import { type JweHeader, parseJwe, type UnopenedJwe } from './jwe-format.js';
import type { DecryptionKey, Recipient } from '../jwk/encryption-key.js';
import { Untrusted, trust } from '../untrusted.js';

/** Finds the private key that a header names; throws `Untrusted` when there is none. */
export type FindDecryptionKey = (header: JweHeader) => DecryptionKey | Promise<DecryptionKey>;

/** What a recipient accepts. */
export interface JwePolicy {
  readonly key: FindDecryptionKey;
  /** Values of `alg` that may be used, named one by one; those not among `keyManagements` are refused even if named. */
  readonly algorithms: readonly string[];
  /** Values of `enc`, likewise of `contentEncryptions`. */
  readonly encryptions: readonly string[];
  /** Whether `accessjwk` has to be there (MEF 128 R52); what it says is checked in any case. */
  readonly accessJwk?: 'required' | 'optional';
  /** Longest text that is looked at, characters; 32768 unless said otherwise. */
  readonly maxCharacters?: number;
}

/** What was encrypted to us. Nothing says who did it: that is what the nested signature is for. */
export interface OpenedJwe {
  readonly header: JweHeader;
  readonly plaintext: Buffer;
}

/** How something is encrypted. */
export interface JweTerms {
  readonly enc: ContentEncryption;
  readonly typ?: string;
  /** `JWT` for a nested JWT (RFC 7519 §5.2). */
  readonly cty?: string;
}

/**
 * Encrypts bytes as a compact JWE. The header is that of MEF 128 R52: `alg`, `kid` and `accessjwk` of the recipient's key,
 * and `enc`; with ECDH also `epk` (RFC 7518 §4.6.1.1). The content encryption key is new and of the length of `enc` (R60).
 */
export const encryptJwe = (
  { alg, kid, publicJwk, publicKey }: Recipient,
  { enc, typ, cty }: JweTerms,
  plaintext: string | Uint8Array,
): Promise<string> => {
  const more = { ...(typ !== undefined && { typ }), ...(cty !== undefined && { cty }) };
  return new CompactEncrypt(Buffer.from(plaintext))
    .setProtectedHeader({ alg, kid, enc, accessjwk: publicJwk, ...more })
    .encrypt(publicKey);
};

/**
 * Decrypts a compact JWE: size, shape, header, algorithms, key, then the content, in this order. Everything up to the key
 * is known to the sender as well, and has its reason; whatever goes wrong once the private key is used is
 * `decryption-failed`, and is found at the same place: an encrypted key that is not good is replaced by a random one
 * (RFC 7516 §11.5), so that nobody learns from us what it was that failed.
 * Throws `Untrusted` with the reasons of `parseJwe` and of the key finder, `forbidden-algorithm`, `forbidden-encryption`,
 * `malformed-jwe`, `wrong-key-type`, `missing-access-key`, `wrong-access-key`, `wrong-ephemeral-key`, `decryption-failed`.
 */
export const decryptJwe = async (text: string, policy: JwePolicy): Promise<OpenedJwe> => {
  const jwe = parseJwe(text, policy.maxCharacters);
  assertAllowed(jwe, policy);
  const { header } = jwe;
  const key = await policy.key(header);
  trust(encryptionKeyTypesOf(header.alg).includes(key.type), 'wrong-key-type');
  assertAccessJwk(header, key, policy.accessJwk === 'required');
  assertEphemeralKey(header, key);
  return { header, plaintext: await open(text, key) };
};

const assertAllowed = ({ header, encryptedKey, iv, tag }: UnopenedJwe, policy: JwePolicy): void => {
  const { alg, enc } = header;
  // RFC 8725 §3.1–3.2: the caller names the algorithms, never the JWE.
  trust(policy.algorithms.includes(alg) && encryptionKeyTypesOf(alg).length > 0, 'forbidden-algorithm');
  const lengths = lengthsOf(enc);
  trust(policy.encryptions.includes(enc) && lengths, 'forbidden-encryption'); // MEF 128 R56, R57, R59
  trust(iv.byteLength === lengths.iv && tag.byteLength === lengths.tag, 'malformed-jwe');
  // RFC 7516 §5.2 steps 10 and 11: with direct agreement there is no encrypted key, otherwise there is one.
  trust((alg === 'ECDH-ES') === (encryptedKey.byteLength === 0), 'malformed-jwe');
};

const open = async (text: string, { privateKey }: DecryptionKey): Promise<Buffer> => {
  try {
    return Buffer.from((await compactDecrypt(text, privateKey)).plaintext);
  } catch {
    throw new Untrusted('decryption-failed');
  }
};
