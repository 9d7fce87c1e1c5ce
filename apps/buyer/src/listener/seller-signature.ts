import { createRemoteJWKSet, flattenedVerify } from 'jose';
import { send } from '../seller/send.js';
import { objectOf } from '../seller/answer.js';

export interface GoodSignature {
  readonly alg: string;
  readonly kid: string;
}

/** The Seller's published keys, by its origin; found through discovery and kept fresh by jose. */
const keySets = new Map<string, Promise<ReturnType<typeof createRemoteJWKSet>>>();

export const sellerKeys = (seller: string): Promise<ReturnType<typeof createRemoteJWKSet>> => {
  const known = keySets.get(seller);
  if (known) return known;
  const discovered = discoverKeys(seller);
  keySets.set(seller, discovered);
  discovered.catch(() => keySets.delete(seller));
  return discovered;
};

/** Verifies `x-jws-signature`, a detached JWS (RFC 7515 appendix F) by the Seller over the exact text of a body. */
export const verifySellerSignature = async (
  seller: string,
  text: string,
  signature: string,
): Promise<GoodSignature> => {
  const [head = '', payload, tail = ''] = signature.split('.');
  if (payload !== '') throw new Error('the signature is not detached');
  const jws = { protected: head, payload: Buffer.from(text).toString('base64url'), signature: tail };
  const { protectedHeader } = await flattenedVerify(jws, await sellerKeys(seller), {
    algorithms: ['PS256', 'ES256', 'EdDSA'],
  });
  return { alg: protectedHeader?.alg ?? '', kid: protectedHeader?.kid ?? '' };
};

const discoverKeys = async (seller: string): Promise<ReturnType<typeof createRemoteJWKSet>> => {
  const answer = await send({ url: `${seller}/.well-known/openid-configuration` });
  const { jwks_uri } = objectOf(answer);
  if (typeof jwks_uri !== 'string') throw new Error('the Seller publishes no keys');
  return createRemoteJWKSet(new URL(jwks_uri), { cooldownDuration: 5000 });
};
