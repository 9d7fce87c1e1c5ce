import { randomUUID } from 'node:crypto';
import type { Buyer } from '../buyer.js';
import type { Answer } from './answer.js';
import type { ConsentedTokens } from './authorization.js';
import { send } from './send.js';

const base = ({ seller }: Buyer): string => `${seller}/mefApi/sonata/quoteManagement/v8`;

/** Asks for the quote that was consented to, with both tokens (MEF 128 §6.3 step 4). */
export const createQuote = (
  buyer: Buyer,
  { accessToken, resourceToken }: ConsentedTokens,
  quote: unknown,
  idempotencyKey: string,
): Promise<Answer> =>
  send({
    method: 'POST',
    url: `${base(buyer)}/quote`,
    bearer: accessToken,
    headers: {
      'resource-token': resourceToken,
      'x-idempotency-key': idempotencyKey,
      'x-fapi-interaction-id': randomUUID(),
    },
    json: quote,
  });

/** Reads a quote as it is now. */
export const retrieveQuote = (buyer: Buyer, bearer: string, quoteId: string): Promise<Answer> =>
  send({ url: `${base(buyer)}/quote/${encodeURIComponent(quoteId)}`, bearer });
