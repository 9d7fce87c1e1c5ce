import { jwtVerify } from 'jose';
import type { Buyer } from '../buyer.js';
import { sellerClientId } from '../seller/registration.js';
import { sellerKeys } from '../messages/seller-keys.js';

export interface SellerAssertion {
  readonly jti: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Seconds. */
const longestLife = 300;

/** `private_key_jwt` with the roles turned round: the Seller is the client, its published keys are its credential (RFC 7523 §3). */
export const verifySellerAssertion = async (buyer: Buyer, assertion: string): Promise<SellerAssertion> => {
  const { home } = buyer;
  const { payload } = await jwtVerify(assertion, await sellerKeys(buyer), {
    algorithms: ['PS256', 'ES256', 'EdDSA'],
    issuer: sellerClientId,
    subject: sellerClientId,
    audience: [home, `${home}/token`],
    requiredClaims: ['jti', 'exp'],
    clockTolerance: 5,
  });
  const { jti, exp } = payload as { jti: string; exp: number };
  if (exp > Date.now() / 1000 + longestLife) throw new Error('the assertion lives too long');
  return { jti, expiresAt: exp * 1000 };
};
