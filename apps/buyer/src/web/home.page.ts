import { type ExampleName, examples } from '../quotes.js';
import { html, type Markup } from './html.js';
import { type BuyerPage, layout } from './layout.js';
import type { QuoteRequest } from './requests.js';
import { stateBadge } from './state-badge.js';

export interface HomeView {
  readonly seller: string;
  readonly requests: readonly QuoteRequest[];
  readonly problem?: string;
  /** What was pasted before, to be corrected. */
  readonly json?: string;
}

const details: Readonly<Record<ExampleName, string>> = {
  'new-ethernet-line':
    'Point to point, 500 Mbit/s, Rotterdam to Hamburg, with a port at either end; three years.',
  'internet-access-add': '200 Mbit/s in Porto, managed by the provider; three years.',
  'internet-access-disconnect': 'The access of an office that closes in spring.',
};

/** Where a quote is asked for, and where earlier requests are found. */
export const homePage = ({ seller, requests, problem, json = '' }: HomeView): BuyerPage =>
  layout({
    title: 'Request a quote',
    seller,
    body: html`
      <p class="lead">
        Choose what to ask <strong>${new URL(seller).host}</strong> for. The Seller shows you exactly what will be
        sent, you approve it there, and the quote comes back here.
      </p>
      ${problem !== undefined && html`<p class="card problem bad" role="alert">${problem}</p>`}
      <form class="card" method="post" action="/buyer/requests">
        <fieldset>
          <legend>What do you need?</legend>
          <div class="options">${Object.entries(examples).map(([name, title], index) => option(name as ExampleName, title, index === 0 && json === ''))}</div>
        </fieldset>
        <details${json !== '' && html` open`}>
          <summary>Or paste a request of your own</summary>
          <label class="soft small" for="json">A <code>Quote_Create</code> of LSO Sonata Quote Management v8, as JSON</label>
          <textarea id="json" name="json" spellcheck="false" autocomplete="off">${json}</textarea>
        </details>
        <button type="submit">Continue to the Seller</button>
      </form>
      ${requests.length > 0 && requestTable(requests)}
    `,
  });

const option = (name: ExampleName, title: string, checked: boolean): Markup => html`
  <label class="option">
    <input type="radio" name="example" value="${name}" ${checked && html` checked`} />
    <span><strong>${title}</strong> <span class="soft small">${details[name]}</span></span>
  </label>
`;

const requestTable = (requests: readonly QuoteRequest[]): Markup => html`
  <section class="card wide">
    <h2>Your requests</h2>
    <table>
      <thead>
        <tr>
          <th scope="col">Asked</th>
          <th scope="col">For</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        ${requests.slice(0, 20).map(
          (request) =>
            html`<tr>
              <td class="small">${request.createdAt.slice(0, 16).replace('T', ' ')}</td>
              <td><a href="/buyer/requests/${request.id}">${request.title}</a></td>
              <td>${stateBadge(request)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>
`;
