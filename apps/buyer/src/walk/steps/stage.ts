import { randomUUID } from 'node:crypto';
import { objectOf } from '../../seller/answer.js';
import { stageIntent } from '../../seller/intents.js';
import { describeQuote } from '../describe-quote.js';
import { accessTokenOf, type Step } from '../step.js';

/** Step 4: the Seller stages what the Buyer means to do, and gives the ticket. */
export const stage: Step = async (walk, state) => {
  const { buyer, narrator, quote } = walk;
  narrator.step(4, 'intents: stage the intent');
  if (state.intent?.intentId !== undefined) {
    narrator.note(`staged before: ${state.intent.intentId}`);
    return state;
  }
  const idempotencyKey = state.intent?.idempotencyKey ?? randomUUID();
  walk.keep({ ...state, intent: { idempotencyKey } });
  narrator.sent('POST /intents', {
    operations: 'createQuote',
    usage: 'single',
    payload: describeQuote(quote),
  });
  const { intentId, answer } = await stageIntent(buyer, accessTokenOf(walk), quote, idempotencyKey);
  const { status } = objectOf(answer);
  narrator.received(String(answer.status), { intentId, status });
  return { ...state, intent: { idempotencyKey, intentId } };
};
