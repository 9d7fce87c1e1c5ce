import type { Buyer } from '../buyer.js';
import { objectOf } from '../seller/answer.js';
import { send } from '../seller/send.js';

/** What the Seller's discovery document says of identity. */
export interface SellerMetadata {
  readonly meflso_registration_challenge_endpoint?: string;
  readonly meflso_legal_entity_presentation?: { readonly required?: Readonly<Record<string, unknown>> };
  readonly meflso_identifier?: string;
  readonly meflso_legal_entity_presentation_endpoint?: string;
}

export const sellerMetadata = async (buyer: Buyer): Promise<SellerMetadata> =>
  objectOf(await send(buyer, { url: `${buyer.seller}/.well-known/openid-configuration` }));
