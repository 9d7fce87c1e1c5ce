import { html, type Html, page, type Page } from '#service';
import type { ConsentLine, ConsentList, Search } from '../reading/consents.js';
import { intentLink, nextLink, statusBadge, streamLink, timeElement } from './parts.js';

/** Recent intents, and a search. */
export const homePage = ({ intents, next }: ConsentList, { text, before }: Search): Page =>
  page({
    title: 'Audit',
    width: 'wide',
    body: html`<p class="lead">Every consent, and everything that led to it or came of it.</p>
      ${search(text)} ${intents.length > 0 ? table(intents, text) : nothing(text)}
      ${nextLink(next && `/audit?${new URLSearchParams({ ...(text && { q: text }), cursor: next }).toString()}`, 'Older intents')}
      ${before && html`<p class="small"><a href="/audit">← Newest intents</a></p>`}`,
  });

const search = (text: string): Html =>
  html`<form class="card" method="get" action="/audit" role="search">
    <label for="q">Find an intent</label>
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
    <p class="muted small" id="q-hint">By intent, client, organisation or status.</p>
  </form>`;

const table = (intents: readonly ConsentLine[], text: string): Html =>
  html`<section class="card">
    <h2>${text ? 'Found' : 'Recent intents'}</h2>
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Intent</th>
            <th scope="col">Status</th>
            <th scope="col">Who asks</th>
            <th scope="col">Last change</th>
          </tr>
        </thead>
        <tbody>
          ${intents.map(row)}
        </tbody>
      </table>
    </div>
  </section>`;

const row = ({ intentId, status, organisation, clientId, changedAt }: ConsentLine): Html =>
  html`<tr>
    <td>${intentLink(intentId)}</td>
    <td>${statusBadge(status)}</td>
    <td>${organisation ?? ''}<br /><span class="small">${streamLink(`client-${clientId}`)}</span></td>
    <td>${timeElement(changedAt)}</td>
  </tr>`;

const nothing = (text: string): Html =>
  html`<p class="notice">
    ${text ? html`Nothing was found for “${text}”.` : 'No intent has been staged yet.'}
  </p>`;
