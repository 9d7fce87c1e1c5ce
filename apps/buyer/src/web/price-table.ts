import { type NamedItem, productName } from '../walk/describe-quote.js';
import { html, type Markup } from './html.js';

interface Price {
  readonly name?: string;
  readonly recurringChargePeriod?: string;
  readonly price?: { readonly dutyFreeAmount?: { readonly value?: number; readonly unit?: string } };
}

interface Item extends NamedItem {
  readonly id?: string;
  readonly quoteItemPrice?: readonly Price[];
}

/** The prices of a quote, item by item, and their sums (`QuotePrice` of Quote Management v8). */
export const priceTable = (quote: Readonly<Record<string, unknown>>): Markup | undefined => {
  const items = (Array.isArray(quote['quoteItem']) ? quote['quoteItem'] : []) as readonly Item[];
  const priced = items.filter(({ quoteItemPrice = [] }) => quoteItemPrice.length > 0);
  if (priced.length === 0) return undefined;
  return html`
    <section class="card">
      <h2>Prices</h2>
      <table>
        <caption class="unseen">
          Charges of each item, without tax
        </caption>
        <thead>
          <tr>
            <th scope="col">Charge</th>
            <th scope="col" class="number">Without tax</th>
          </tr>
        </thead>
        ${priced.map(itemRows)}
        <tfoot>
          ${sums(priced.flatMap(({ quoteItemPrice = [] }) => quoteItemPrice)).map(sumRow)}
        </tfoot>
      </table>
    </section>
  `;
};

const itemRows = (item: Item): Markup =>
  html`<tbody>
    <tr class="item">
      <th scope="rowgroup" colspan="2">
        <span class="name">${productName(item)}</span> <span class="soft small">${item.id}</span>
      </th>
    </tr>
    ${(item.quoteItemPrice ?? []).map(
      (price) =>
        html`<tr>
          <td>${price.name}</td>
          <td class="number">${money(amountOf(price))}${period(price)}</td>
        </tr>`,
    )}
  </tbody>`;

const sumRow = (price: Price): Markup =>
  html`<tr>
    <th scope="row">
      ${price.recurringChargePeriod === undefined ? 'Once, in all' : `Each ${price.recurringChargePeriod}, in all`}
    </th>
    <td class="number">${money(amountOf(price))}</td>
  </tr>`;

/** One price for each period and currency; cents are added, so that nothing is rounded. */
const sums = (prices: readonly Price[]): readonly Price[] => {
  const kindOf = (price: Price): string => `${price.recurringChargePeriod} ${amountOf(price).unit}`;
  return [...new Set(prices.map(kindOf))].map((kind) => {
    const same = prices.filter((price) => kindOf(price) === kind);
    const cents = same.reduce((sum, price) => sum + Math.round(amountOf(price).value * 100), 0);
    return { ...same[0], price: { dutyFreeAmount: { value: cents / 100, unit: amountOf(same[0]!).unit } } };
  });
};

const amountOf = ({ price }: Price) => ({
  value: price?.dutyFreeAmount?.value ?? 0,
  unit: price?.dutyFreeAmount?.unit ?? '',
});

const period = ({ recurringChargePeriod }: Price): string =>
  recurringChargePeriod === undefined ? '' : ` a ${recurringChargePeriod}`;

const money = ({ value, unit }: { readonly value: number; readonly unit: string }): string =>
  `${value.toLocaleString('en', { minimumFractionDigits: 2 })} ${unit}`;
