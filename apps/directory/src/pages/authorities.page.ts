import { html, type Html, page, type Page } from '#service';
import type { AuthorityListing } from '../authorities/published-files.js';
import type { Environment } from '../certificates/profile.js';
import { day, fingerprintCode, trail } from './parts.js';

/** The authorities of one environment. */
export interface EnvironmentListing {
  readonly environment: Environment;
  readonly authorities: readonly AuthorityListing[];
}

export const authoritiesPage = (listings: readonly EnvironmentListing[]): Page =>
  page({
    title: 'Certification authorities',
    brand: 'Assent directory',
    width: 'wide',
    body: html`
      ${trail(['/directory', 'Trust framework'])}
      <p class="lead">
        Two environments that trust nothing of each other. The public stand-in takes the place of an authority
        that browsers know.
      </p>
      ${listings.map(environmentSection)}
    `,
  });

const environmentSection = ({ environment, authorities }: EnvironmentListing): Html => html`
  <section class="card">
    <div class="row between">
      <h2>${environment === 'sandbox' ? 'Sandbox' : 'Production'}</h2>
      <a href="/directory/pki/${environment}/anchors.pem">Trust anchors (PEM)</a>
    </div>
    <ul class="rows">
      ${authorities.map(authorityRow)}
    </ul>
  </section>
`;

const authorityRow = ({
  name,
  role,
  fingerprint,
  notAfter,
  certificate,
  crl,
}: AuthorityListing): Html => html`
  <li class="row between">
    <div>
      <strong>${name}</strong>
      <span class="badge ${role === 'root' ? 'accent' : ''}">${role}</span>
      <div class="small">${fingerprintCode(fingerprint)}</div>
      <div class="small muted">until ${day(notAfter)}</div>
    </div>
    <div class="row small">
      <a href="${new URL(certificate).pathname}">Certificate (DER)</a>
      <a href="${new URL(crl).pathname}">Revocation list</a>
    </div>
  </li>
`;
