import type { PublicClient } from '#contracts';
import { html, type Html, page, type Page } from '#service';
import type { ConsentState } from '../reading/consents.js';
import type { Purpose } from '../reading/purposes.js';
import { titleOf } from '../reading/wording.js';
import {
  correlationLink,
  facts,
  homeLink,
  intentTimelinePath,
  statusBadge,
  streamLink,
  timeElement,
} from './parts.js';

export interface ConsentPageParts {
  readonly state: ConsentState;
  readonly client?: PublicClient | undefined;
  readonly purpose: Purpose;
}

/** The state of one intent at one time: who may do what, why, until when, and by whose consent. */
export const consentPage = ({ state, client, purpose }: ConsentPageParts): Page =>
  page({
    title: 'Consent state',
    width: 'wide',
    body: html`${homeLink}
      <section class="card">
        <div class="row between">
          <h2><code>${state.intentId}</code></h2>
          ${statusBadge(state.status)}
        </div>
        <p class="muted">As of ${timeElement(state.at)}</p>
        ${facts({ ...standing(state), ...asked(state, purpose) })}
        <p class="actions">
          <a class="button" href="${intentTimelinePath(state.intentId)}">Show the timeline</a>
        </p>
      </section>
      <div class="grid">${consentCard(state)} ${clientCard(state, client)}</div>
      ${timeTravel(state)}`,
  });

const standing = ({ status, since, because }: ConsentState): Record<string, Html | string | undefined> => ({
  Status: html`${status} since ${timeElement(since)}`,
  Because: html`${titleOf(because.type)}${because.why && html` (${because.why})`}, by ${because.actor.kind}
    <code>${because.actor.id}</code>`,
  Request: correlationLink(because.correlationId),
});

const asked = ({ intent }: ConsentState, purpose: Purpose): Record<string, Html | string | undefined> => ({
  Why: purposeElement(purpose),
  What: html`${intent.kind}: ${intent.operations.join(', ')}`,
  'How often': intent.usage === 'single' ? 'once' : 'any number of times',
  Until: timeElement(intent.expiresAt),
  'On behalf of': intent.onBehalfOf && html`LEI <code>${intent.onBehalfOf}</code>`,
  'Hash of the payload': html`<code>${intent.payloadHash}</code>`,
});

const purposeElement = (purpose: Purpose): Html | string => {
  switch (purpose.status) {
    case 'known':
      return purpose.text;
    case 'erased':
      return html`<em class="muted">erased</em>`;
    case 'unavailable':
      return html`<span class="muted">not available now</span>`;
  }
};

const consentCard = ({ intent: { consent } }: ConsentState): Html =>
  html`<section class="card">
    <h2>Decision</h2>
    ${
      consent
        ? facts({
            'Decided at': timeElement(consent.at),
            Person: html`<code>${consent.sub}</code>`,
            'Signed in by': html`<code>${consent.acr}</code>`,
            Authorization: streamLink(`authorization-${consent.authorizationId}`),
          })
        : html`<p class="muted">Nobody had decided by then.</p>`
    }
  </section>`;

const clientCard = ({ intent }: ConsentState, client?: PublicClient): Html =>
  html`<section class="card">
    <h2>Who asks</h2>
    ${facts({
      Organisation: client?.organisation.name,
      LEI: client && html`<code>${client.organisation.lei}</code>`,
      Software: client?.software.name,
      Client: streamLink(`client-${intent.clientId}`),
    })}
  </section>`;

const timeTravel = ({ intentId, at }: ConsentState): Html =>
  html`<form class="card" method="get" action="/audit/intents/${encodeURIComponent(intentId)}">
    <label for="at">As of another time</label>
    <p class="hint" id="at-hint">RFC 3339, such as 2026-11-22T09:30:00Z.</p>
    <div class="row">
      <input
        id="at"
        name="at"
        value="${at}"
        pattern="[0-9T:.Z+-]+"
        required
        autocomplete="off"
        aria-describedby="at-hint"
      />
      <button type="submit" class="secondary">Show</button>
    </div>
  </form>`;
