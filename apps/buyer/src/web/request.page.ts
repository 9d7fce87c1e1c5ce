import type { ReceivedNotification } from '../walk/walk-state.js';
import { html, type Markup } from './html.js';
import { type BuyerPage, layout } from './layout.js';
import { priceTable } from './price-table.js';
import { progress } from './progress.js';
import type { QuoteRequest } from './requests.js';
import { isMoving, quoteStateOf, stateBadge } from './state-badge.js';
import { timeElement } from './times.js';
import { told } from './told.js';

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
        <h2 class="unseen">State</h2>
        <p>${stateBadge(request)}</p>
        ${request.problem !== undefined && html`<p class="notice bad">${request.problem}</p>`}
        ${request.status === 'staged' && html`<p><a class="button" href="${request.authorization.url}">Continue to the Seller</a></p>`}
        ${isMoving(request) && html`<p class="soft small">This page looks again every few seconds.</p>`}
        ${facts(request)}
      </section>
      ${request.answer !== undefined && priceTable(request.answer)}
      ${notifications.length > 0 && told(notifications)}
      <p class="links">
        <a class="button" href="/buyer">Request another quote</a>
        ${
          request.quoteId !== undefined &&
          html`<a href="/buyer/requests/${request.id}/evidence">What proves it</a>`
        }
        <a href="${seller}/audit/intents/${encodeURIComponent(request.intentId)}/timeline"
          >The Seller’s audit of it</a
        >
        <span class="soft small">(its operator’s password is needed)</span>
      </p>
    `,
  });

const levels: Readonly<Record<string, string>> = {
  firm: 'A firm price',
  budgetary: 'A budgetary price',
};

const facts = (request: QuoteRequest): Markup => {
  const { externalId, projectId, buyerRequestedQuoteLevel: level } = request.quote as Record<string, unknown>;
  const validFor = request.answer?.['validFor'] as { readonly endDateTime?: string } | undefined;
  return html`
    <dl>
      ${fact('Our reference', typeof externalId === 'string' && externalId)}
      ${fact('Project', typeof projectId === 'string' && projectId)}
      ${fact('Asked for', typeof level === 'string' && (levels[level] ?? level))}
      ${fact('Asked', timeElement(request.createdAt))}
      ${fact('Good until', validFor?.endDateTime !== undefined && timeElement(validFor.endDateTime))}
      ${fact('Quote', request.quoteId !== undefined && html`<code>${request.quoteId}</code>`)}
      ${fact('State', request.quoteId !== undefined && html`<code>${quoteStateOf(request)}</code>`)}
      ${fact('Intent', html`<code>${request.intentId}</code>`)}
    </dl>
  `;
};

const fact = (name: string, value: Markup | string | false): Markup | false =>
  value !== false &&
  html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
