import type { MefProblem, QuoteItemCreate } from '#contracts';
import { bandwidthOf } from './bandwidth.js';
import { CURRENCY, type ProductPrice, products, termDiscounts, termination } from './price-book.data.js';

/** One price of a quote item, as `QuotePrice` of the contract has it. */
export interface QuotePrice {
  readonly name: string;
  readonly priceType: 'recurring' | 'nonRecurring';
  readonly recurringChargePeriod?: 'month';
  readonly price: { readonly dutyFreeAmount: { readonly unit: string; readonly value: number } };
}

/** What the Seller can offer for one item, or why it cannot. */
export type ItemOffer =
  | { readonly id: string; readonly prices: readonly QuotePrice[]; readonly businessDays: number }
  | { readonly id: string; readonly obstacle: MefProblem };

/** Prices every item by the book: the same request always has the same answer. */
export const offerFor = (items: readonly QuoteItemCreate[]): readonly ItemOffer[] => items.map(priceItem);

const priceItem = (item: QuoteItemCreate, index: number): ItemOffer => {
  if (item.action === 'delete')
    return { id: item.id, prices: [once('Termination', termination.fee)], businessDays: termination.days };
  const configuration = item.product?.productConfiguration;
  const path = `/quoteItem/${index}/product/productConfiguration`;
  if (configuration === undefined)
    return obstacle(item, 'missingProperty', path, 'The product is not configured, so it has no price');
  const product = productOf(configuration['@type']);
  if (product === undefined)
    return obstacle(item, 'referenceNotFound', `${path}/@type`, 'This product is not in the catalogue');
  const monthly = monthlyPrice(product, bandwidthOf(configuration), monthsOf(item));
  return {
    id: item.id,
    prices: [
      item.action === 'add' ? once('Installation', product.setup) : once('Change', product.change),
      everyMonth(product.name, monthly),
    ],
    businessDays: product.installationDays,
  };
};

const productOf = (type: string): ProductPrice | undefined => {
  const name = /^urn:mef:lso:spec:[a-z-]+:([a-z0-9-]+):/.exec(type)?.[1] ?? '';
  return Object.hasOwn(products, name) ? products[name] : undefined;
};

const monthlyPrice = (product: ProductPrice, megabits: number, months: number): number => {
  const list = product.monthly + product.monthlyPerMegabit * megabits;
  const percent = termDiscounts.find((discount) => months >= discount.months)?.percent ?? 0;
  return Math.round((list * (100 - percent)) / 100);
};

const monthsOf = ({ requestedQuoteItemTerm: term }: QuoteItemCreate): number =>
  term?.duration.units === 'calendarMonths' ? term.duration.amount : 0;

const once = (name: string, cents: number): QuotePrice => ({
  name,
  priceType: 'nonRecurring',
  price: amount(cents),
});

const everyMonth = (name: string, cents: number): QuotePrice => ({
  name,
  priceType: 'recurring',
  recurringChargePeriod: 'month',
  price: amount(cents),
});

const amount = (cents: number): QuotePrice['price'] => ({
  dutyFreeAmount: { unit: CURRENCY, value: cents / 100 },
});

const obstacle = (
  { id }: QuoteItemCreate,
  code: MefProblem['code'],
  propertyPath: string,
  reason: string,
): ItemOffer => ({ id, obstacle: { code, propertyPath, reason } });
