import type { PublicClient } from '#contracts';
import { Refused } from '#event-sourcing';

type Query = Readonly<Record<string, string | undefined>>;

/**
 * Which Buyer a request is for, by LEI (MEF 79 §8.8). `buyerId` is needed from a client that represents more than one, its own
 * organisation and the entity it acts for, and must not be there otherwise; `sellerId` never, since a deployment is one Seller.
 * Throws `Refused('missing-buyer')`, `Refused('invalid-query')`, `Refused('foreign-buyer')`.
 */
export const buyerOf = (query: Query, { organisation, software }: PublicClient): string => {
  const { buyerId, sellerId } = query;
  if (sellerId !== undefined) throw new Refused('invalid-query');
  if (software.onBehalfOf === undefined || software.onBehalfOf === organisation.lei) {
    if (buyerId !== undefined) throw new Refused('invalid-query');
    return organisation.lei;
  }
  if (buyerId === undefined) throw new Refused('missing-buyer');
  if (buyerId === '') throw new Refused('empty-buyer');
  if (![organisation.lei, software.onBehalfOf].includes(buyerId)) throw new Refused('foreign-buyer');
  return buyerId;
};

/** The query of operations that take nothing else, each parameter once. Throws `Refused('invalid-query')`. */
export const partiesOnly = (query: Query): Query => {
  if (Object.keys(query).some((name) => name !== 'buyerId' && name !== 'sellerId'))
    throw new Refused('invalid-query');
  return query;
};
