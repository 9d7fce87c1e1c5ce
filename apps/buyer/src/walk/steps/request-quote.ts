import { randomUUID } from 'node:crypto';
import { objectOf, textOf } from '../../seller/answer.js';
import { createQuote } from '../../seller/quotes.js';
import { secret } from '../narrator.js';
import type { Step } from '../step.js';

/** Step 9: the protected call, with both tokens. */
export const requestQuote: Step = async (walk, state) => {
  const { narrator, buyer, quote } = walk;
  if (state.quote?.quoteId !== undefined) return state;
  if (!state.tokens) throw new Error('redeem a code first');
  const idempotencyKey = state.quote?.idempotencyKey ?? randomUUID();
  walk.keep({ ...state, quote: { idempotencyKey } });
  narrator.step(9, 'quotes: createQuote with both tokens');
  narrator.sent('POST /mefApi/sonata/quoteManagement/v8/quote', {
    Authorization: `Bearer ${secret(state.tokens.accessToken)}`,
    'Resource-Token': secret(state.tokens.resourceToken),
  });
  const answer = await createQuote(buyer, state.tokens, quote, idempotencyKey);
  const quoteId = textOf(answer, 'id');
  const { state: quoteState } = objectOf(answer);
  narrator.received(String(answer.status), { id: quoteId, state: quoteState });
  return { ...state, quote: { idempotencyKey, quoteId, state: String(quoteState), body: answer.body } };
};
