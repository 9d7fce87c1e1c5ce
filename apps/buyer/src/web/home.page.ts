import { type ExampleName, examples } from '../quotes.js';
import { html, type Markup } from './html.js';
import { type BuyerPage, layout } from './layout.js';
import type { QuoteRequest } from './requests.js';
import { stateBadge } from './state-badge.js';
import { timeElement } from './times.js';

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
        Choose what to ask the Seller at <strong>${new URL(seller).host}</strong> for. It shows you exactly what
        will be sent, you approve it there, and the quote comes back here.
      </p>
      ${problem !== undefined && html`<p class="notice bad" role="alert" id="problem">${problem}</p>`}
      <form class="card" method="post" action="/buyer/requests">
        <fieldset>
          <legend>What do you need?</legend>
          <div class="options">${Object.entries(examples).map(([name, title], index) => option(name as ExampleName, title, index === 0 && json === ''))}</div>
        </fieldset>
        <details${json !== '' && html` open`}>
          <summary>Or paste a request of your own</summary>
          <label class="soft small" for="json">A <code>Quote_Create</code> of LSO Sonata Quote Management v8, as JSON</label>
          <textarea id="json" name="json" spellcheck="false" autocomplete="off"${json !== '' && html` aria-invalid="true" aria-describedby="problem"`}>${json}</textarea>
        </details>
        <button type="submit">Continue to the Seller</button>
      </form>
      ${requests.length > 0 && requestList(requests)}
    `,
  });

const option = (name: ExampleName, title: string, checked: boolean): Markup => html`
  <label class="option">
    <input type="radio" name="example" value="${name}" ${checked && html` checked`} />
    <span><strong>${title}</strong> <span class="soft small">${details[name]}</span></span>
  </label>
`;

const requestList = (requests: readonly QuoteRequest[]): Markup => html`
  <section class="card">
    <h2>Your requests</h2>
    <ul class="requests">
      ${requests.slice(0, 20).map(
        (request) =>
          html`<li>
            <div>
              <a href="/buyer/requests/${request.id}">${request.title}</a>
              <span class="soft small">${timeElement(request.createdAt)}</span>
            </div>
            ${stateBadge(request)}
          </li>`,
      )}
    </ul>
  </section>
`;
