import { createLocalJWKSet, type JSONWebKeySet, type JWK } from 'jose';
import type { Buyer } from '../buyer.js';
import { objectOf } from '../seller/answer.js';
import { send } from '../seller/send.js';

/** What the Seller's quote API says of itself (RFC 9728), as far as conversations need it. */
export interface SellerResource {
  readonly issuer: string;
  readonly domain: string;
  /** Finds the key that a header names; asks for the keys again when it is a new one. */
  readonly key: (kid: string) => Promise<JWK>;
  /** What secrets for the Seller are encrypted to. */
  readonly encryptionKey: () => Promise<JWK>;
}

const path = '/mefApi/sonata/quoteManagement/v8';
const known = new Map<string, Promise<SellerResource | undefined>>();

type Reach = Pick<Buyer, 'seller' | 'connection'>;

/** Undefined where the Seller does not speak of payload authenticity. Asked for once for each Seller. */
export const sellerResource = ({ seller, connection }: Reach): Promise<SellerResource | undefined> => {
  const found = known.get(seller) ?? discover({ seller, connection });
  known.set(seller, found);
  found.catch(() => known.delete(seller));
  return found;
};

const discover = async ({ seller, connection }: Reach): Promise<SellerResource | undefined> => {
  const url = `${seller}/.well-known/oauth-protected-resource${path}`;
  const answer = await send({ connection }, { url, expected: [404] });
  const { resource, jwks_uri, meflso_payload_authenticity: offered } = objectOf(answer);
  if (answer.status === 404 || offered === undefined) return undefined;
  const { issuer, domains } = offered as { readonly issuer?: unknown; readonly domains?: unknown };
  // RFC 9728 §3.3: whoever answers speaks for itself, and not for somebody else. Draft W128 R58: nor from elsewhere.
  const { hostname: domain } = new URL(seller);
  const own =
    resource === `${seller}${path}` && issuer === seller && String(jwks_uri).startsWith(`${seller}/`);
  if (!own || !Array.isArray(domains) || !domains.includes(domain))
    throw new Error('the Seller speaks for somebody else');
  return { issuer: seller, domain, ...keysAt(String(jwks_uri), connection) };
};

const keysAt = (
  url: string,
  connection: Buyer['connection'],
): Pick<SellerResource, 'key' | 'encryptionKey'> => {
  let keys: readonly JWK[] = [];
  const find = async (fits: (jwk: JWK) => boolean): Promise<JWK> => {
    const found = keys.find(fits);
    if (found) return found;
    keys = objectOf(await send({ connection }, { url }))['keys'] as JWK[];
    const again = keys.find(fits);
    if (!again) throw new Error('the Seller publishes no such key');
    return again;
  };
  return {
    key: (kid) => find((jwk) => jwk.kid === kid && jwk.use === 'sig'),
    encryptionKey: () => find((jwk) => jwk.use === 'enc' && jwk.crv === 'P-256'),
  };
};

/** One key as a set, for what verifies by it. */
export const setOf = (jwk: JWK): ReturnType<typeof createLocalJWKSet> =>
  createLocalJWKSet({ keys: [jwk] } as JSONWebKeySet);
