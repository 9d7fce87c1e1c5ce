import { randomUUID } from 'node:crypto';
import { converse } from '../authenticity/converse.js';
import { sellerResource } from '../authenticity/seller-resource.js';
import type { Buyer } from '../buyer.js';
import { speakerFor } from '../messages/speaker.js';
import { readRegistration } from '../state/registration-file.js';
import type { Answer } from './answer.js';
import type { ConsentedTokens } from './authorization.js';
import { type Request, send } from './send.js';

const base = ({ resources }: Buyer): string => `${resources}/mefApi/sonata/quoteManagement/v8`;

/** What a quote is asked for under. */
export interface Order {
  readonly intentId: string;
  readonly clientId: string;
  readonly tokens: ConsentedTokens;
  readonly idempotencyKey: string;
}

/**
 * Asks for the quote that was consented to, with both tokens (MEF 128 §6.3 step 4); as the first message of a conversation
 * where the Seller speaks so (draft W128 §9).
 */
export const createQuote = async (buyer: Buyer, order: Order, quote: unknown): Promise<Answer> => {
  const { intentId, clientId, idempotencyKey } = order;
  const { accessToken, resourceToken } = order.tokens;
  const request: Request = {
    method: 'POST',
    url: `${base(buyer)}/quote`,
    bearer: accessToken,
    headers: {
      'resource-token': resourceToken,
      'x-idempotency-key': idempotencyKey,
      'x-fapi-interaction-id': randomUUID(),
    },
    json: quote,
    speaker: speakerFor(buyer, clientId),
  };
  const seller = await sellerResource(buyer);
  const subject = { intentId, opening: { resourceToken, clientId } };
  return (seller && (await converse(buyer, seller, subject, request))) ?? send(buyer, request);
};

/** Reads a quote as it is now, in the conversation about its intent if there is one. */
export const retrieveQuote = async (
  buyer: Buyer,
  bearer: string,
  { quoteId, intentId }: { readonly quoteId: string; readonly intentId: string },
): Promise<Answer> => {
  const clientId = (await readRegistration(buyer.folder))?.clientId ?? '';
  const url = `${base(buyer)}/quote/${encodeURIComponent(quoteId)}`;
  const request = { url, bearer, speaker: speakerFor(buyer, clientId) };
  const seller = await sellerResource(buyer);
  return (seller && (await converse(buyer, seller, { intentId }, request))) ?? send(buyer, request);
};
