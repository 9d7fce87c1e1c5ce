import { html, type Html, page, type Page } from '#service';
import type { ConsentLine, ConsentList, Search } from '../reading/consents.js';
import { intentLink, nextLink, statusBadge, streamLink, timeElement, toneOfStatus } from './parts.js';

/** Recent intents, and a search. */
export const homePage = ({ intents, next }: ConsentList, { text, before }: Search): Page =>
  page({
    title: 'Audit',
    width: 'wide',
    body: html`<p class="lead">Every consent, and everything that led to it or came of it.</p>
      ${search(text)} ${intents.length > 0 ? list(intents, text) : nothing(text)}
      ${nextLink(next && `/audit?${new URLSearchParams({ ...(text && { q: text }), cursor: next }).toString()}`, 'Older intents')}
      ${before && html`<p class="small"><a href="/audit">← Newest intents</a></p>`}`,
  });

const search = (text: string): Html =>
  html`<form class="card" method="get" action="/audit" role="search">
    <label for="q">Find an intent</label>
    <p class="hint" id="q-hint">By intent, client, organisation or status.</p>
    <div class="row">
      <input
        id="q"
        name="q"
        type="search"
        maxlength="200"
        value="${text}"
        autocomplete="off"
        aria-describedby="q-hint"
      />
      <button type="submit">Search</button>
    </div>
  </form>`;

const list = (intents: readonly ConsentLine[], text: string): Html =>
  html`<section class="card">
    <h2>${text ? 'Found' : 'Recent intents'}</h2>
    <ol class="timeline">
      ${intents.map(item)}
    </ol>
  </section>`;

const item = ({ intentId, status, organisation, clientId, changedAt }: ConsentLine): Html =>
  html`<li class="${toneOfStatus(status)}">
    <div class="row">${intentLink(intentId)} ${statusBadge(status)}</div>
    <p class="small muted">
      ${organisation && html`${organisation} · `}${streamLink(`client-${clientId}`)} ·
      ${timeElement(changedAt)}
    </p>
  </li>`;

const nothing = (text: string): Html =>
  html`<p class="notice">
    ${text ? html`Nothing was found for “${text}”.` : 'No intent has been staged yet.'}
  </p>`;
