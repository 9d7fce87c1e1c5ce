import { html, type Markup } from './html.js';
import type { QuoteRequest } from './requests.js';
import { isMoving, isOffer } from './state-badge.js';

type Look = 'done' | 'now' | 'bad' | 'open';

const said: Readonly<Record<Look, string>> = { done: 'done', now: 'now', bad: 'failed', open: 'to come' };

/** How far a request is, in four steps. */
export const progress = (request: QuoteRequest): Markup =>
  html`<ol class="steps" aria-label="Progress">
    ${steps(request).map(
      ([name, look]) =>
        html`<li class="${look}" ${look === 'now' && html` aria-current="step"`}>
          ${name} <span class="unseen">(${said[look]})</span>
        </li>`,
    )}
  </ol>`;

const steps = (request: QuoteRequest): readonly (readonly [string, Look])[] => {
  const consent = consentLook(request);
  return [
    ['Staged', 'done'],
    ['Consent', consent],
    ['Requested', consent === 'done' ? (request.status === 'quoted' ? 'done' : 'bad') : 'open'],
    ['Priced', priceLook(request)],
  ];
};

const consentLook = ({ status }: QuoteRequest): Look => {
  switch (status) {
    case 'staged':
      return 'now';
    case 'declined':
      return 'bad';
    case 'failed':
    case 'quoted':
      return 'done';
  }
};

const priceLook = (request: QuoteRequest): Look => {
  if (request.status !== 'quoted') return 'open';
  if (isMoving(request)) return 'now';
  return isOffer(request) ? 'done' : 'bad';
};
