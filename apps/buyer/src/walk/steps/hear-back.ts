import { setTimeout as pause } from 'node:timers/promises';
import { objectOf } from '../../seller/answer.js';
import { retrieveQuote } from '../../seller/quotes.js';
import { send } from '../../seller/send.js';
import { readBody } from '../../messages/read-body.js';
import { accessTokenOf, type Step, type Walk } from '../step.js';
import { keepEvidence, tellConversation } from '../tell-conversation.js';
import type { ReceivedNotification } from '../walk-state.js';
import { intentIdOf } from './intent-id-of.js';

/** Step 10: the Seller tells the Buyer's listener what changed, signed; the audit has it all. */
export const hearBack: Step = async (walk, state) => {
  const { narrator, buyer } = walk;
  const quoteId = state.quote?.quoteId ?? '';
  narrator.step(10, 'notifications: the Seller tells the Buyer what changed');
  const notification = state.notification ?? (await nextNotification(walk, quoteId));
  if (notification) {
    const { kid, alg } = await readBody(buyer, notification, [state.registration?.clientId ?? '']);
    const { eventType, eventId, contentType, signature } = notification;
    narrator.received(`POST /buyer/…/listener/${eventType}`, {
      eventId,
      [signature === undefined ? contentType : 'x-jws-signature']: `good, ${alg} of kid ${kid}`,
    });
  } else narrator.note('no notification yet; it is delivered when there is a change to tell');
  const intentId = intentIdOf(state);
  const now = objectOf(await retrieveQuote(buyer, accessTokenOf(walk), { quoteId, intentId }));
  narrator.sent('GET /mefApi/sonata/quoteManagement/v8/quote/{id}');
  narrator.received('200', { id: quoteId, state: now['state'] });
  await tellConversation(walk, intentId);
  await keepEvidence(walk, intentId);
  narrator.note(`every event of this intent: ${buyer.seller}/audit/intents/${encodeURIComponent(intentId)}`);
  return {
    ...state,
    ...(notification && { notification }),
    ...(state.quote && { quote: { ...state.quote, state: String(now['state']), body: now } }),
  };
};

const nextNotification = async (walk: Walk, quoteId: string): Promise<ReceivedNotification | undefined> => {
  const until = Date.now() + walk.notificationWithin;
  const url = `${walk.buyer.home}/notifications?subject=${encodeURIComponent(quoteId)}`;
  for (;;) {
    const { notifications } = objectOf(await send(walk.buyer, { url }));
    const [first] = notifications as ReceivedNotification[];
    if (first || Date.now() > until) return first;
    await pause(200);
  }
};
