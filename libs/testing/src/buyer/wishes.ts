import { readFileSync } from 'node:fs';

/** A Quote_Create of the sample Buyer, by the name of its file. */
export const ownQuote = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(`apps/buyer/quotes/${name}.json`, 'utf8')) as Record<string, unknown>;

/** An honest intent to create one quote. */
export const intentFor = (payload: Record<string, unknown>): Record<string, unknown> => ({
  kind: 'quote',
  operations: ['createQuote'],
  purpose: 'Price for the link between our two offices',
  usage: 'single',
  payload,
});
