import type { ReceivedNotification } from '../walk/walk-state.js';
import { html, type Markup } from './html.js';
import { type BuyerPage, layout } from './layout.js';
import { priceTable } from './price-table.js';
import type { QuoteRequest } from './requests.js';
import { isMoving, quoteStateOf, stateBadge } from './state-badge.js';

export interface RequestView {
  readonly seller: string;
  readonly request: QuoteRequest;
  readonly notifications: readonly ReceivedNotification[];
}

/** One request: how far it is, what the Seller answered, and what it told since. */
export const requestPage = ({ seller, request, notifications }: RequestView): BuyerPage =>
  layout({
    title: request.title,
    seller,
    ...(isMoving(request) && { refreshSeconds: 3 }),
    body: html`
      ${progress(request)}
      <section class="card" aria-live="polite">
        <p>${stateBadge(request)}</p>
        ${request.problem !== undefined && html`<p class="problem">${request.problem}</p>`}
        ${request.status === 'staged' && html`<p><a class="button" href="${request.authorization.url}">Continue to the Seller</a></p>`}
        ${isMoving(request) && html`<p class="soft small">This page looks again every few seconds.</p>`}
        ${facts(request)}
      </section>
      ${request.answer !== undefined && priceTable(request.answer)}
      ${notifications.length > 0 && told(notifications)}
      <p>
        <a href="/buyer">Request another quote</a> ·
        <a href="${seller}/audit/intents/${encodeURIComponent(request.intentId)}"
          >The Seller’s audit timeline</a
        >
      </p>
    `,
  });

const progress = (request: QuoteRequest): Markup => {
  const quoted = request.status === 'quoted';
  const steps: readonly (readonly [string, boolean])[] = [
    ['Staged at the Seller', true],
    ['Consented', quoted],
    ['Quote requested', quoted],
    ['Priced', quoted && !isMoving(request)],
  ];
  return html`<ol class="steps">
    ${steps.map(([name, done]) => html`<li class="${done ? 'done' : ''}">${name}</li>`)}
  </ol>`;
};

const facts = (request: QuoteRequest): Markup => html`
  <dl>
    <dt>Intent</dt>
    <dd><code>${request.intentId}</code></dd>
    ${
      request.quoteId !== undefined &&
      html`<dt>Quote</dt>
        <dd><code>${request.quoteId}</code></dd>
        <dt>State</dt>
        <dd><code>${quoteStateOf(request)}</code></dd>`
    }
    <dt>Asked</dt>
    <dd>${request.createdAt.slice(0, 19).replace('T', ' ')} UTC</dd>
  </dl>
`;

const told = (notifications: readonly ReceivedNotification[]): Markup => html`
  <section class="card">
    <h2>What the Seller told us</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Event</th>
          <th scope="col">Signature</th>
        </tr>
      </thead>
      <tbody>
        ${notifications.map(
          ({ eventType, receivedAt }) =>
            html`<tr>
              <td class="small">${receivedAt.slice(11, 19)} UTC</td>
              <td><code>${eventType}</code></td>
              <td class="good">verified</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>
`;
