import { randomUUID } from 'node:crypto';
import type { Buyer } from '../buyer.js';
import { type Answer, textOf } from './answer.js';
import { send } from './send.js';

/** An intent as the Seller staged it. */
export interface StagedIntent {
  readonly intentId: string;
  readonly answer: Answer;
}

/** Registers what the Buyer means to do, and why; gives the id (MEF 128 §6.4, R15, R16). */
export const stageIntent = async (
  buyer: Buyer,
  bearer: string,
  payload: unknown,
  idempotencyKey: string = randomUUID(),
): Promise<StagedIntent> => {
  const answer = await send(buyer, {
    method: 'POST',
    url: `${buyer.resources}/intents`,
    bearer,
    headers: { 'x-idempotency-key': idempotencyKey, 'x-fapi-interaction-id': randomUUID() },
    json: {
      kind: 'quote',
      operations: ['createQuote'],
      purpose: 'Price and availability, before we order',
      usage: 'single',
      payload,
    },
  });
  return { intentId: textOf(answer, 'intentId'), answer };
};
