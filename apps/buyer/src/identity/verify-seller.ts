import { randomUUID } from 'node:crypto';
import { decodeJwt, jwtVerify } from 'jose';
import type { Buyer } from '../buyer.js';
import { textOf } from '../seller/answer.js';
import { send } from '../seller/send.js';
import { didWebOf, keyOf } from './did-web.js';
import { sellerMetadata } from './seller-metadata.js';
import { type StatusPlace, statusOf } from './status.js';

/** The Legal Entity behind the Seller, as an issuer that the Buyer accepts vouches for it. */
export interface KnownSeller {
  readonly identifier: string;
  readonly lei: string;
  readonly legalName: string;
  readonly issuer: string;
}

/** The Seller did not show who it is. */
export class SellerUnproven extends Error {
  override readonly name = 'SellerUnproven';
}

interface Subject {
  readonly id?: string;
  readonly lei?: string;
  readonly legalName?: string;
}

const algorithms = ['PS256', 'ES256', 'EdDSA'];
const ENVELOPE = 'data:application/vc+jwt,';

/**
 * Has the Seller present its Legal Entity to this client (MEF 128 R6 to R12), and verifies it: a VP-JWT for our nonce by the
 * did:web of the Seller's origin, with a VC-JWT of one of the issuers that the Buyer accepts, whose status is VALID now.
 * Throws `SellerUnproven`.
 */
export const verifySeller = async (buyer: Buyer, clientId: string): Promise<KnownSeller> => {
  const { meflso_identifier: holder, meflso_legal_entity_presentation_endpoint: url } =
    await sellerMetadata(buyer);
  demand(
    url && holder === didWebOf(buyer.seller),
    'it has no identifier of its origin, or shows no credential',
  );
  const nonce = randomUUID();
  const answer = await send(buyer, { method: 'POST', url, json: { client_id: clientId, nonce } });
  const presentation = textOf(answer, 'legal_entity_presentation');
  const credential = await presented(buyer, presentation, { holder, nonce, audience: clientId });
  return credited(buyer, credential, holder);
};

const presented = async (
  buyer: Buyer,
  presentation: string,
  { holder, nonce, audience }: { holder: string; nonce: string; audience: string },
): Promise<string> => {
  const { payload: verified } = await proven(() =>
    jwtVerify(presentation, keyOf(buyer, holder, 'authentication'), {
      typ: 'vp+jwt',
      algorithms,
      audience,
      maxTokenAge: '5 minutes',
    }),
  );
  demand(verified['nonce'] === nonce && verified['holder'] === holder, 'it presents for somebody else');
  const [first] = [verified['verifiableCredential']].flat() as readonly { readonly id?: string }[];
  const id = first?.id ?? '';
  demand(id.startsWith(ENVELOPE), 'it presents no VC-JWT');
  return id.slice(ENVELOPE.length);
};

const credited = async (buyer: Buyer, credential: string, holder: string): Promise<KnownSeller> => {
  const { iss: issuer = '' } = await proven(async () => decodeJwt(credential));
  demand(buyer.sellerAnchors.includes(issuer), `${issuer} vouches for it, whom we do not accept`);
  const { payload: claims } = await proven(() =>
    jwtVerify(credential, keyOf(buyer, issuer, 'assertionMethod'), { typ: 'vc+jwt', algorithms }),
  );
  const { id, lei, legalName } = (claims['credentialSubject'] ?? {}) as Subject;
  demand(id === holder && lei && legalName, 'its credential is of somebody else');
  const now = new Date();
  const from = new Date(String(claims['validFrom']));
  const until = new Date(String(claims['validUntil']));
  demand(from <= now && now < until, 'its credential has run out');
  const status = claims['status'] as { readonly status_list?: StatusPlace } | undefined;
  demand(status?.status_list, 'its credential has no status');
  const place = status.status_list;
  const told = await proven(() => statusOf(buyer, place, issuer));
  demand(told === 0, 'its credential is suspended or revoked');
  return { identifier: holder, lei, legalName, issuer };
};

const proven = async <T>(verifying: () => Promise<T>): Promise<T> => {
  try {
    return await verifying();
  } catch (error) {
    throw new SellerUnproven(`The Seller does not prove who it is: ${(error as Error).message}`);
  }
};

function demand(condition: unknown, problem: string): asserts condition {
  if (!condition) throw new SellerUnproven(`The Seller does not prove who it is: ${problem}`);
}
