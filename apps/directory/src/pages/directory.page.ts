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
      <p>Organisations of the sandbox, their software and its keys. Sellers trust what is signed here.</p>
      ${members.length === 0 ? html`<p>Nobody is enrolled yet.</p>` : members.map(memberSection)}
      <p>
        <a href="/directory/organisations">The same as JSON</a> · <a href="/directory/jwks">Signing keys</a>
      </p>
    `,
  });

const memberSection = ({ organisation, software }: Member): Html => html`
  <section>
    <h2>${organisation.legalName}</h2>
    <p>
      LEI <code>${organisation.lei}</code> · ${organisation.status} · since ${day(organisation.enrolledAt)}
    </p>
    ${software.length === 0 ? html`<p>No software.</p>` : software.map(softwareSection(organisation))}
  </section>
`;

const softwareSection =
  ({ organisationId }: Organisation) =>
  (software: Software): Html => html`
    <h3>${software.name} ${software.version}</h3>
    <p>${software.description}</p>
    <dl>
      <dt>Roles</dt>
      <dd>${software.roles.join(', ')} (${software.environment})</dd>
      <dt>Redirect URIs</dt>
      <dd>${software.redirectUris.map((uri) => html`<code>${uri}</code><br />`)}</dd>
      <dt>Keys</dt>
      <dd>
        ${software.keys.map(keyLine)}
        <a href="/directory/organisations/${organisationId}/software/${software.softwareId}/jwks">JWKS</a>
      </dd>
      <dt>Statements</dt>
      <dd>${statements(software)}</dd>
    </dl>
  `;

const keyLine = ({ kid, alg, source }: SoftwareKey): Html =>
  html`<code>${kid}</code> ${alg}, ${source === 'csr' ? 'possession shown' : 'as stated'}<br />`;

const statements = ({ statementsIssued, lastStatement }: Software): string =>
  lastStatement ? `${statementsIssued}, the last on ${day(lastStatement.issuedAt)}` : 'none';

const day = (time: string): string => time.slice(0, 10);
