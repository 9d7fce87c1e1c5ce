import { isErased } from '#event-sourcing';
import { html, type Html } from '#service';

/** A time as people read it, exact for machines. */
export const timeElement = (at: string): Html =>
  html`<time datetime="${at}">${at.slice(0, 10)} ${at.slice(11, 23)} UTC</time>`;

const good = new Set(['authorized', 'consumed', 'active', 'granted', 'delivered']);
const bad = new Set([
  'rejected',
  'revoked',
  'expired',
  'withdrawn',
  'ended',
  'denied',
  'failed',
  'dead-lettered',
  'deleted',
]);

export const toneOfStatus = (status: string): 'good' | 'bad' | 'plain' =>
  good.has(status) ? 'good' : bad.has(status) ? 'bad' : 'plain';

export const statusBadge = (status: string): Html =>
  html`<span class="badge ${toneOfStatus(status).replace('plain', 'warn')}">${status}</span>`;

const path = (kind: string, id: string): string => `/audit/${kind}/${encodeURIComponent(id)}`;

export const intentLink = (id: string): Html => html`<a href="${path('intents', id)}"><code>${id}</code></a>`;
export const intentAsOfLink = (id: string, at: string): Html =>
  html`<a href="${path('intents', id)}?at=${encodeURIComponent(at)}">as of ${at}</a>`;
export const intentTimelinePath = (id: string): string => `${path('intents', id)}/timeline`;
export const streamLink = (stream: string): Html =>
  html`<a href="${path('streams', stream)}"><code>${stream}</code></a>`;
export const correlationLink = (id: string): Html =>
  html`<a href="${path('correlations', id)}"><code>${id}</code></a>`;

/** Facts in the order given; those without a value are left out. */
export const facts = (rows: Readonly<Record<string, Html | string | undefined>>): Html => {
  const known = Object.entries(rows).filter(([, value]) => value !== undefined && value !== '');
  if (known.length === 0) return html``;
  return html`<dl class="facts">
    ${known.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
};

const erased = html`<em class="muted">erased</em>`;
const isSealed = (value: object): boolean => '$sealed' in value;

/** Any value of a view or detail; what was personal data says so and no more. */
export const valueElement = (value: unknown): Html | string => {
  if (isErased(value)) return erased;
  if (Array.isArray(value))
    return value.length === 0
      ? '–'
      : html`${value.map((each, index) => html`${index > 0 && ', '}${valueElement(each)}`)}`;
  if (typeof value !== 'object' || value === null)
    return value === null ? '–' : String(value as string | number | boolean);
  if (isSealed(value)) return html`<em class="muted">sealed</em>`;
  return html`<code>${JSON.stringify(value)}</code>`;
};

export const nextLink = (href: string | undefined, words: string): Html =>
  html`${href !== undefined && html`<nav class="actions" aria-label="Pages"><a class="button secondary" rel="next" href="${href}">${words}</a></nav>`}`;

export const homeLink = html`<p class="small"><a href="/audit">← All intents</a></p>`;
