import { isJwe, openSigned, Untrusted } from '#crypto';
import type { PublicClient } from '#contracts';
import { type DecryptionKeys, profileOf } from '#oauth';
import type { Envelope } from './attempt.js';

/** One sentence for all that goes wrong with a private key: which of it was, nobody needs to know (RFC 7516 §11.5). */
const UNREADABLE = 'The request object cannot be decrypted.';

/**
 * MEF 128 R26: a request object may come encrypted, as a JWS in a JWE (RFC 9101 §6.1). A client is held to what it
 * registered, so that one that never encrypts costs us no work with private keys, whoever writes in its name.
 */
export const openEnvelope = async (
  request: string | undefined,
  client: PublicClient,
  keys: Pick<DecryptionKeys, 'find'>,
): Promise<Envelope> => {
  if (request === undefined) return {};
  if (!isJwe(request)) return { jws: request };
  const { requestObjectEncryptionAlg: alg, requestObjectEncryptionEnc: enc } = client;
  if (alg === undefined || enc === undefined)
    return { refusal: 'The application did not register that it encrypts its request objects.' };
  const { accessJwk } = profileOf(client);
  try {
    const policy = { key: keys.find, algorithms: [alg], encryptions: [enc], accessJwk };
    return { jws: (await openSigned(request, policy)).text };
  } catch (error) {
    if (!(error instanceof Untrusted)) throw error;
    return { refusal: reasons[error.reason] ?? UNREADABLE };
  }
};

/** What a sender can see in what it sent, without our key. */
const reasons: Readonly<Record<string, string>> = {
  'forbidden-algorithm': 'The request object is encrypted by another `alg` than was registered.',
  'forbidden-encryption': 'The request object is encrypted by another `enc` than was registered.',
  'compressed-content': 'The request object is compressed.',
  'missing-kid': 'The JWE has no `kid`.',
  'unknown-kid': 'The JWE is encrypted to a key that is not ours, or not any more: read the jwks_uri again.',
  'missing-access-key': 'The JWE has no `accessjwk` (MEF 128 R52).',
  'wrong-access-key': '`accessjwk` is not the key that `kid` names (MEF 128 R52).',
  'not-nested': 'The JWE does not say that a JWT is in it: `cty` is `JWT` (RFC 7519 §5.2).',
  'nested-too-deep': 'There is more than one JWS in the JWE.',
  oversized: 'The request object is too long.',
};
