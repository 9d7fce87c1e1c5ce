import { html, type Html, page, type Page } from '#service';
import type { CertificateView } from '../certificates/certificate-view.js';
import type { Organisation } from '../organisation.decider.js';
import type { Software, SoftwareKey } from '../software.decider.js';
import { certificateRows, day, memberPath, trail } from './parts.js';
import { claimFacts } from './statement.page.js';

/** What is shown of one piece of software. */
export interface SoftwareFacts {
  readonly organisation: Organisation;
  readonly software: Software;
  readonly certificates: readonly CertificateView[];
  /** Claims of a statement that would be issued now. */
  readonly claims: Readonly<Record<string, unknown>>;
}

export const softwarePage = ({ organisation, software, certificates, claims }: SoftwareFacts): Page => {
  const { name, version, description, environment, roles } = software;
  return page({
    title: `${name} ${version}`,
    brand: 'Assent directory',
    width: 'wide',
    body: html`
      ${trail(['/directory', 'Trust framework'], [memberPath(organisation.organisationId), organisation.legalName])}
      <p class="row">
        ${roles.map((role) => html`<span class="badge accent">${role}</span>`)}
        <span class="badge">${environment}</span>
      </p>
      ${description !== '' && html`<p>${description}</p>`}
      <section class="card">
        <h2>Certificates</h2>
        ${certificateRows(certificates)}
      </section>
      ${keysCard(software)}
      <section class="card">
        <h2>Software statement</h2>
        <p class="muted">${statements(software)}</p>
        ${revocations(software)}
        <h3>What one says that is issued now</h3>
        ${claimFacts(claims)}
      </section>
    `,
  });
};

const keysCard = ({ organisationId, softwareId, environment, redirectUris, keys }: Software): Html => {
  const path = `/directory/organisations/${organisationId}/software/${softwareId}`;
  const revoked = `/directory/keystore/${environment}/${organisationId}/${softwareId}/revoked/application.jwks`;
  return html`<section class="card">
    <h2>Keys</h2>
    <dl class="facts">
      <dt>Id</dt>
      <dd><code>${softwareId}</code></dd>
      <dt>Answers go to</dt>
      <dd>${redirectUris.map((uri) => html`<div><code>${uri}</code></div>`)}</dd>
      ${
        keys.length > 0 &&
        html`<dt>Without a certificate</dt>
          <dd>${keys.map(keyLine)}</dd>`
      }
      <dt>Key sets</dt>
      <dd><a href="${path}/jwks">what is good</a>, <a href="${revoked}">what was revoked</a></dd>
    </dl>
  </section>`;
};

const keyLine = ({ kid, alg, source }: SoftwareKey): Html =>
  html`<div>
    <code>${kid}</code>
    <span class="muted small">${alg}, ${source === 'csr' ? 'possession shown' : 'as stated'}</span>
  </div>`;

const statements = ({ statementsIssued, lastStatement }: Software): Html =>
  lastStatement
    ? html`${statementsIssued} issued, the last on ${day(lastStatement.issuedAt)}:
        <code>${lastStatement.jti}</code>`
    : html`None issued yet.`;

const revocations = ({ revokedStatements = [] }: Software): Html | false =>
  revokedStatements.length > 0 &&
  html`<ul class="rows">
    ${revokedStatements.map(
      ({ jti, revokedAt, reason }) =>
        html`<li class="row between">
          <code>${jti}</code>
          <span class="badge bad">revoked ${day(revokedAt)}: ${reason.replaceAll('-', ' ')}</span>
        </li>`,
    )}
  </ul>`;
