/** A `Quote_Create` in a few words. */
export const describeQuote = (quote: unknown): string => {
  const { externalId, buyerRequestedQuoteLevel, quoteItem } = quote as Record<string, unknown>;
  const items = Array.isArray(quoteItem) ? quoteItem.map(describeItem).join(', ') : 'no items';
  return [externalId, buyerRequestedQuoteLevel, items].filter(Boolean).join(' · ');
};

const describeItem = (item: unknown): string => {
  const { action, product } = item as { action?: unknown; product?: Record<string, Record<string, unknown>> };
  const type = product?.['productConfiguration']?.['@type'];
  const name = typeof type === 'string' ? /([^:]+):v[\d.]+/.exec(type)?.[1] : undefined;
  return `${String(action)} ${name ?? 'product'}`;
};
