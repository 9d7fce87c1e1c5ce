import { html, type Html, page, type Page } from '#service';
import type { Organisation } from '../organisation.decider.js';
import type { Software, SoftwareKey } from '../software.decider.js';

/** An organisation with its software. */
export interface Member {
  readonly organisation: Organisation;
  readonly software: readonly Software[];
}

export const directoryPage = (members: readonly Member[]): Page =>
  page({
    title: 'Trust framework',
    brand: 'Assent directory',
    width: 'wide',
    body: html`
      <p class="lead">
        The organisations of this sandbox, their software and its keys. Sellers trust what is signed here.
      </p>
      ${members.length === 0 ? html`<p class="notice">Nobody is enrolled yet.</p>` : members.map(memberCard)}
      <p class="row small">
        <a href="/directory/organisations">The same as JSON</a>
        <a href="/directory/jwks">Keys that sign the statements</a>
      </p>
    `,
  });

const memberCard = ({ organisation, software }: Member): Html => html`
  <section class="card">
    <div class="row between">
      <h2>${organisation.legalName}</h2>
      <span class="badge ${organisation.status === 'Active' ? 'good' : 'bad'}">${organisation.status}</span>
    </div>
    <p class="muted small">LEI <code>${organisation.lei}</code>, enrolled ${day(organisation.enrolledAt)}</p>
    ${software.length === 0 ? html`<p class="muted">No software yet.</p>` : software.map(softwareSection(organisation))}
  </section>
`;

const softwareSection =
  ({ organisationId }: Organisation) =>
  (software: Software): Html => html`
    <hr />
    <div class="row">
      <h3>${software.name} ${software.version}</h3>
      ${software.roles.map((role) => html`<span class="badge accent">${role}</span>`)}
      <span class="badge">${software.environment}</span>
    </div>
    <p>${software.description}</p>
    <dl class="facts">
      <dt>Answers go to</dt>
      <dd>${software.redirectUris.map((uri) => html`<div><code>${uri}</code></div>`)}</dd>
      <dt>Keys</dt>
      <dd>
        ${software.keys.map(keyLine)}
        <a
          class="small"
          href="/directory/organisations/${organisationId}/software/${software.softwareId}/jwks"
          >As a JWK set</a
        >
      </dd>
      <dt>Statements</dt>
      <dd>${statements(software)}</dd>
    </dl>
  `;

const keyLine = ({ kid, alg, source }: SoftwareKey): Html =>
  html`<div>
    <code>${kid}</code>
    <span class="muted small">${alg}, ${source === 'csr' ? 'possession shown' : 'as stated'}</span>
  </div>`;

const statements = ({ statementsIssued, lastStatement }: Software): Html =>
  lastStatement
    ? html`${statementsIssued} issued, the last on ${day(lastStatement.issuedAt)}`
    : html`none issued`;

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

const day = (at: string): Html => html`<time datetime="${at}">${date.format(new Date(at))}</time>`;
