import type { PublicClient } from '#contracts';
import { Refused } from '#event-sourcing';
import type { Replicas } from '#replicas';
import type { Authorization } from '#resource-server';
import { buyerOf } from './buyer-and-seller.js';
import type { Party } from './quote-list.js';

/** The client of a request. Throws `Refused('invalid-credentials')`. */
export const clientOf = async (
  replicas: Pick<Replicas, 'get'>,
  { clientId }: Authorization,
): Promise<PublicClient> => {
  const client = (await replicas.get('client', clientId))?.view;
  if (!client) throw new Refused('invalid-credentials');
  return client;
};

/** Client and Buyer of a request. Throws what `buyerOf` throws. */
export const partyOf = (client: PublicClient, query: Parameters<typeof buyerOf>[0]): Party => ({
  clientId: client.clientId,
  buyerId: buyerOf(query, client),
});
