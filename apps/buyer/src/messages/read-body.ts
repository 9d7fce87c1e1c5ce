import { compactVerify, type CompactVerifyResult, flattenedVerify } from 'jose';
import type { Buyer } from '../buyer.js';
import { issuerBy, sellerKeys } from './seller-keys.js';

/** A body as it came from the Seller. */
export interface SignedText {
  readonly contentType: string;
  /** The exact text. */
  readonly text: string;
  /** Value of `x-jws-signature`, beside JSON. */
  readonly signature?: string | undefined;
}

/** A body that is the Seller's, and the key that proves it. */
export interface GoodBody {
  readonly data: unknown;
  readonly alg: string;
  readonly kid: string;
}

type Seen = Pick<Buyer, 'seller' | 'connection'>;
type Claims = Readonly<Record<string, unknown>>;

const algorithms = ['PS256', 'ES256', 'EdDSA'];
const [iat, iss, tan] = ['iat', 'iss', 'tan'].map((name) => `http://openbanking.org.uk/${name}`) as [
  string,
  string,
  string,
];
/** Seconds. */
const longestLife = 300;
const skew = 45;

/**
 * Verifies a body by the form that its media type names, and takes the data out: JSON with a detached signature, or
 * `application/jose` and `application/jwt` around `{"Data": …}`. `audiences` are the client ids of this Buyer.
 * Throws an Error where it is not the Seller's, for this Buyer, of now.
 */
export const readBody = (buyer: Seen, body: SignedText, audiences: readonly string[]): Promise<GoodBody> => {
  switch (body.contentType.split(';', 1)[0]!.trim().toLowerCase()) {
    case 'application/jose':
      return readWrapped(buyer, body, ['JOSE', 'JWT']);
    case 'application/jwt':
      return readWrapped(buyer, body, ['JWT'], audiences);
    default:
      return readDetached(buyer, body);
  }
};

const readDetached = async (buyer: Seen, { text, signature = '' }: SignedText): Promise<GoodBody> => {
  const [head = '', payload, tail = ''] = signature.split('.');
  if (payload !== '') throw new Error('the signature is not detached');
  const jws = { protected: head, payload: Buffer.from(text).toString('base64url'), signature: tail };
  const crit = { [iat]: true, [iss]: true, [tan]: true };
  const { protectedHeader = {} } = await flattenedVerify(jws, await sellerKeys(buyer), { algorithms, crit });
  const { alg = '', kid = '' } = protectedHeader;
  // A certified key says by whom and when in the header (Open Banking UK); one without has nothing to say.
  const issuer = await issuerBy(buyer, kid);
  if (issuer !== buyer.seller)
    assertOurs({ iss: protectedHeader[iss], iat: protectedHeader[iat] }, { issuer });
  return { data: JSON.parse(text) as unknown, alg, kid };
};

const readWrapped = async (
  buyer: Seen,
  { text }: SignedText,
  types: readonly string[],
  audiences?: readonly string[],
): Promise<GoodBody> => {
  const { payload, protectedHeader } = await compactVerify(text, await sellerKeys(buyer), { algorithms });
  const { alg, kid = '', typ = types[0]! } = protectedHeader as CompactVerifyResult['protectedHeader'];
  if (!types.includes(typ)) throw new Error('this was signed as something else');
  const { Data: data, ...claims } = JSON.parse(new TextDecoder().decode(payload)) as Claims;
  assertOurs(claims, { issuer: await issuerBy(buyer, kid), ...(audiences && { audiences }) });
  if (typeof data !== 'object' || data === null) throw new Error('there is no Data in it');
  return { data, alg, kid };
};

const assertOurs = (
  claims: Claims,
  { issuer, audiences }: { readonly issuer: string; readonly audiences?: readonly string[] },
): void => {
  const now = Date.now() / 1000;
  if (claims.iss !== issuer) throw new Error('it is not of the Seller');
  if (audiences && !audiences.some((one) => claims.aud === one)) throw new Error('it is for somebody else');
  if (typeof claims.iat !== 'number' || claims.iat > now + skew) throw new Error('it is of the future');
  if (claims.iat < now - longestLife - skew) throw new Error('it is too old');
};
