import type { Buyer } from '../buyer.js';
import { keepRegistration, type Registration } from '../state/registration-file.js';
import { textOf } from './answer.js';
import { send } from './send.js';

/** Asks once to be told of changes; the Seller calls back at `<home>/mefApi/…/listener/<eventType>`. */
export const subscribe = async (
  buyer: Buyer,
  registration: Registration,
  bearer: string,
): Promise<Registration> => {
  const hub = `${buyer.resources}/hub`;
  if (registration.subscriptionId !== undefined) {
    const known = await send(buyer, {
      url: `${hub}/${registration.subscriptionId}`,
      bearer,
      expected: [404],
    });
    if (known.status === 200) return registration;
  }
  const query = 'eventType=quoteStateChangeEvent,intentStateChangeEvent';
  const answer = await send(buyer, {
    method: 'POST',
    url: hub,
    bearer,
    json: { callback: buyer.home, query },
  });
  const subscribed = { ...registration, subscriptionId: textOf(answer, 'id') };
  await keepRegistration(buyer.folder, subscribed);
  return subscribed;
};
