import { importJWK, type CryptoKey, type JWK, type JWTHeaderParameters } from 'jose';
import type { Buyer } from '../buyer.js';
import { objectOf } from '../seller/answer.js';
import { send } from '../seller/send.js';

/** How the Buyer reaches its Seller, and what that is. */
export type Seen = Pick<Buyer, 'connection' | 'seller'>;

interface VerificationMethod {
  readonly id: string;
  readonly publicKeyJwk?: JWK;
}

/** The did:web of an address, such as `https://seller.example/directory`. */
export const didWebOf = (url: string): string => {
  const { host, pathname } = new URL(url);
  const path = pathname.split('/').filter(Boolean);
  return ['did:web', encodeURIComponent(host), ...path.map(encodeURIComponent)].join(':');
};

/** Where the document of a did:web is; over http where that is how the Seller itself is reached. */
const documentUrl = ({ seller }: Seen, did: string): string => {
  const [, method, host = '', ...path] = did.split(':').map(decodeURIComponent);
  if (method !== 'web') throw new Error(`${did} is no did:web`);
  const place = path.length > 0 ? path.join('/') : '.well-known';
  const { protocol, host: own } = new URL(seller);
  return `${host === own ? protocol : 'https:'}//${host}/${place}/did.json`;
};

/** Finds the key that a header names by a DID URL, if a did:web has it for this purpose (DID Core §5.3). For jose. */
export const keyOf =
  (buyer: Seen, did: string, purpose: 'authentication' | 'assertionMethod') =>
  async ({ kid = '', alg }: JWTHeaderParameters): Promise<CryptoKey | Uint8Array> => {
    const document = objectOf(
      await send(buyer, { url: documentUrl(buyer, did), headers: { accept: 'application/did+json' } }),
    );
    const methods = document['verificationMethod'] as readonly VerificationMethod[] | undefined;
    const allowed = document['id'] === did && (document[purpose] as readonly unknown[] | undefined);
    const jwk = allowed && allowed.includes(kid) && methods?.find(({ id }) => id === kid)?.publicKeyJwk;
    if (!jwk) throw new Error(`${did} has no key ${kid} for ${purpose}`);
    return importJWK(jwk, alg);
  };
