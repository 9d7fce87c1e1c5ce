import { X509Certificate } from 'node:crypto';
import { createRemoteJWKSet, customFetch } from 'jose';
import type { Buyer } from '../buyer.js';
import { send } from '../seller/send.js';
import { objectOf } from '../seller/answer.js';

type KeySet = ReturnType<typeof createRemoteJWKSet>;
type Seen = Pick<Buyer, 'seller' | 'connection'>;

/** The Seller's published keys, by its origin; found through discovery and kept fresh by jose. */
const keySets = new Map<string, Promise<KeySet>>();

export const sellerKeys = (buyer: Seen): Promise<KeySet> => {
  const { seller } = buyer;
  const known = keySets.get(seller);
  if (known) return known;
  const discovered = discoverKeys(buyer);
  keySets.set(seller, discovered);
  discovered.catch(() => keySets.delete(seller));
  return discovered;
};

/** Who says what a key signs: the subject of its certificate, where it is published with one (MEF 128 R48); else the Seller by its origin. */
export const issuerBy = async (buyer: Seen, kid: string): Promise<string> => {
  const jwk = (await sellerKeys(buyer)).jwks()?.keys.find((key) => key.kid === kid);
  const [certificate] = jwk?.x5c ?? [];
  if (certificate === undefined) return buyer.seller;
  // Node.js writes a line for each part, the most general one first.
  const { subject } = new X509Certificate(Buffer.from(certificate, 'base64'));
  return subject.split('\n').toReversed().join(',');
};

const discoverKeys = async (buyer: Seen): Promise<KeySet> => {
  const answer = await send(buyer, { url: `${buyer.seller}/.well-known/openid-configuration` });
  const { jwks_uri } = objectOf(answer);
  if (typeof jwks_uri !== 'string') throw new Error('the Seller publishes no keys');
  const { fetch } = buyer.connection;
  return createRemoteJWKSet(new URL(jwks_uri), { cooldownDuration: 5000, [customFetch]: fetch });
};
