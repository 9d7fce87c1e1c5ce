import { randomUUID } from 'node:crypto';
import { objectOf, textOf } from '../../seller/answer.js';
import { mediaTypeOf } from '../../messages/body-form.js';
import { createQuote } from '../../seller/quotes.js';
import { secret } from '../narrator.js';
import type { Step } from '../step.js';
import { tellConversation } from '../tell-conversation.js';
import { intentIdOf } from './intent-id-of.js';

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
    ...(buyer.bodies && {
      body: `signed as ${mediaTypeOf(buyer.bodies)}, ES256 of kid ${buyer.identity.kid}`,
    }),
  });
  const intentId = intentIdOf(state);
  const clientId = state.registration?.clientId ?? '';
  const order = { intentId, clientId, tokens: state.tokens, idempotencyKey };
  const answer = await createQuote(buyer, order, quote);
  const quoteId = textOf(answer, 'id');
  const { state: quoteState } = objectOf(answer);
  narrator.received(String(answer.status), {
    id: quoteId,
    state: quoteState,
    ...(buyer.bodies && { body: `${answer.headers.get('content-type')}, signature of the Seller good` }),
  });
  await tellConversation(walk, intentId);
  return { ...state, quote: { idempotencyKey, quoteId, state: String(quoteState), body: answer.body } };
};
