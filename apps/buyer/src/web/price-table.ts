import { html, type Markup } from './html.js';

interface Price {
  readonly name?: string;
  readonly priceType?: string;
  readonly recurringChargePeriod?: string;
  readonly price?: { readonly dutyFreeAmount?: { readonly value?: number; readonly unit?: string } };
}

interface Item {
  readonly id?: string;
  readonly action?: string;
  readonly state?: string;
  readonly quoteItemPrice?: readonly Price[];
}

/** The prices of a quote, item by item (`QuotePrice` of Quote Management v8). */
export const priceTable = (quote: Readonly<Record<string, unknown>>): Markup | undefined => {
  const items = (Array.isArray(quote['quoteItem']) ? quote['quoteItem'] : []) as readonly Item[];
  const rows = items.flatMap((item) => (item.quoteItemPrice ?? []).map((price) => row(item, price)));
  if (rows.length === 0) return undefined;
  return html`
    <section class="card wide">
      <h2>Prices</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col">Charge</th>
            <th scope="col" class="number">Without tax</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </section>
  `;
};

const row = ({ id, action }: Item, price: Price): Markup =>
  html`<tr>
    <td><strong>${id}</strong> <span class="soft small">${action}</span></td>
    <td>${price.name}</td>
    <td class="number">
      ${amountOf(price)}${price.recurringChargePeriod !== undefined && ` a ${price.recurringChargePeriod}`}
    </td>
  </tr>`;

const amountOf = ({ price }: Price): string => {
  const { value, unit = '' } = price?.dutyFreeAmount ?? {};
  return typeof value === 'number'
    ? `${value.toLocaleString('en', { minimumFractionDigits: 2 })} ${unit}`
    : '';
};
