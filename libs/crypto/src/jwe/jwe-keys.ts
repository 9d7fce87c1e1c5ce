import { fromBase64url } from '../base64url.js';
import { encryptionKeyTypeOf } from './jwe-algorithms.js';
import { isObject, isShort } from '../jose-header.js';
import { assertPublic, isPublic, isSameKey } from '../jwk/jwk-checks.js';
import type { DecryptionKey } from '../jwk/encryption-key.js';
import type { JweHeader } from './jwe-format.js';
import { trust } from '../untrusted.js';

/**
 * MEF 128 R52: `accessjwk` is the public key that the JWE was encrypted to. It only ever has to agree with the key that
 * `kid` names. Throws `Untrusted('missing-access-key' | 'wrong-access-key' | 'private-key-published')`.
 */
export const assertAccessJwk = (
  { accessjwk }: JweHeader,
  { publicJwk }: DecryptionKey,
  required: boolean,
): void => {
  if (accessjwk === undefined) return trust(!required, 'missing-access-key');
  trust(isObject(accessjwk), 'wrong-access-key');
  assertPublic(accessjwk);
  trust(isSameKey(accessjwk, publicJwk), 'wrong-access-key');
};

/** A coordinate of 32 bytes. */
const COORDINATE = /^[\w-]{43}$/;

/**
 * RFC 7518 §4.6.1.1: `epk` is a public key on the curve of ours. Whether it is a point of that curve is found when it is
 * used, and looks like any other failure. Throws `Untrusted('wrong-ephemeral-key' | 'malformed-header')`.
 */
export const assertEphemeralKey = ({ alg, epk, apu, apv }: JweHeader, { type }: DecryptionKey): void => {
  if (!alg.startsWith('ECDH')) return;
  trust(isObject(epk) && encryptionKeyTypeOf(epk) === type && isPublic(epk), 'wrong-ephemeral-key');
  const coordinates = type === 'X25519' ? [epk.x] : [epk.x, epk.y];
  trust(
    coordinates.every((value) => typeof value === 'string' && COORDINATE.test(value)),
    'wrong-ephemeral-key',
  );
  assertParties([apu, apv].filter((party) => party !== undefined));
};

// RFC 7518 §4.6.1.2, §4.6.1.3; §4.6.2: the two parties have different names.
const assertParties = (parties: readonly unknown[]): void => {
  trust(parties.every(isShort), 'malformed-header');
  for (const party of parties as readonly string[]) fromBase64url(party);
  trust(new Set(parties).size === parties.length, 'malformed-header');
};
