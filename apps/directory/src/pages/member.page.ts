import { html, type Html, page, type Page } from '#service';
import type { CertificateView } from '../certificates/certificate-view.js';
import { environments } from '../certificates/profile.js';
import { profileOf } from '../certificates/profiles.js';
import type { Organisation, OrganisationKey } from '../organisation.decider.js';
import type { Software } from '../software.decider.js';
import { type Member, statusBadge } from './directory.page.js';
import { certificateRows, day, memberPath, trail } from './parts.js';

/** An organisation: who it is, what it has. */
export const memberPage = (
  { organisation, software }: Member,
  certificates: readonly CertificateView[],
): Page => {
  const own = certificates.filter(({ softwareId }) => softwareId === undefined);
  return page({
    title: organisation.legalName,
    brand: 'Assent directory',
    width: 'wide',
    body: html`
      ${trail(['/directory', 'Trust framework'])} ${factsCard(organisation)}
      <section class="card">
        <h2>Certificates of the organisation</h2>
        ${certificateRows(own)} ${bareKeys(organisation)}
      </section>
      ${software.map((each) =>
        softwareCard(
          each,
          certificates.filter(({ softwareId }) => softwareId === each.softwareId),
        ),
      )}
    `,
  });
};

const factsCard = (organisation: Organisation): Html => {
  const { organisationId, lei, country, enrolledAt } = organisation;
  return html`<section class="card">
    <div class="row between">
      <h2>Organisation</h2>
      ${statusBadge(organisation)}
    </div>
    <dl class="facts">
      <dt>Id</dt>
      <dd><code>${organisationId}</code></dd>
      <dt>LEI</dt>
      <dd><code>${lei}</code></dd>
      ${
        country !== undefined &&
        html`<dt>Country</dt>
          <dd>${country}</dd>`
      }
      <dt>Enrolled</dt>
      <dd>${day(enrolledAt)}</dd>
      <dt>Key sets</dt>
      <dd>${environments.map((environment) => keySets(organisationId, environment))}</dd>
    </dl>
  </section>`;
};

const softwareCard = (
  { organisationId, softwareId, name, version, environment }: Software,
  certificates: readonly CertificateView[],
): Html => html`
  <section class="card">
    <div class="row between">
      <h2><a href="${memberPath(organisationId)}/software/${softwareId}">${name} ${version}</a></h2>
      <span class="badge">${environment}</span>
    </div>
    ${certificateRows(certificates)}
  </section>
`;

const keySets = (organisationId: string, environment: string): Html => {
  const base = `/directory/keystore/${environment}/${organisationId}`;
  return html`<div>
    ${environment}: <a href="${base}/application.jwks">application</a>,
    <a href="${base}/transport.jwks">transport</a>,
    <a href="${base}/revoked/application.jwks">revoked</a>
  </div>`;
};

const bareKeys = ({ keys = [] }: Organisation): Html | false =>
  keys.length > 0 &&
  html`<h3>Keys without a certificate</h3>
    <ul class="rows">
      ${keys.map(keyRow)}
    </ul>`;

const keyRow = ({ kid, alg, profile, environment, publishedAt, withdrawnAt }: OrganisationKey): Html =>
  html`<li class="row between">
    <div>
      <strong>${profile}</strong> <span class="badge">${environment}</span>
      <div class="small muted">${profileOf(profile)?.purpose}</div>
      <div class="small"><code>${kid}</code> ${alg}, published ${day(publishedAt)}</div>
    </div>
    ${
      withdrawnAt === undefined
        ? html`<span class="badge good">without an end</span>`
        : html`<span class="badge bad">withdrawn</span>`
    }
  </li>`;
