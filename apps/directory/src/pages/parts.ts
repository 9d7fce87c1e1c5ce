import { html, type Html } from '#service';
import type { CertificateView } from '../certificates/certificate-view.js';
import { profileOf } from '../certificates/profiles.js';

const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

export const day = (at: string): Html => html`<time datetime="${at}">${date.format(new Date(at))}</time>`;

/** The way back up. */
export const trail = (...steps: readonly (readonly [address: string, name: string])[]): Html =>
  html`<nav aria-label="Where this is">
    <p class="small">
      ${steps.map(([address, name]) => html`<a href="${address}">${name}</a><span class="muted" aria-hidden="true"> / </span>`)}
    </p>
  </nav>`;

/** A fingerprint that breaks between its bytes, where it has to. */
export const fingerprintCode = (fingerprint: string): Html =>
  html`<code>${fingerprint.split(/(?<=:)/).map((byte) => html`${byte}<wbr />`)}</code>`;

/** An organisation's page, and those below it. */
export const memberPath = (organisationId: string): string => `/directory/members/${organisationId}`;

/** State and days left, coloured by how soon somebody has to act. */
export const stateBadges = ({ status, reason, expired, daysLeft }: CertificateView): Html => {
  if (status === 'revoked') return html`<span class="badge bad">revoked: ${words(reason ?? '')}</span>`;
  if (expired) return html`<span class="badge bad">expired</span>`;
  const tone = daysLeft < 7 ? 'bad' : daysLeft < 30 ? 'warn' : 'good';
  return html`<span class="badge ${tone}">${daysLeft} ${daysLeft === 1 ? 'day' : 'days'} left</span>`;
};

const words = (kebab: string): string => kebab.replaceAll('-', ' ');

/** A list of certificates that reads on a phone as well. */
export const certificateRows = (certificates: readonly CertificateView[]): Html =>
  certificates.length === 0
    ? html`<p class="muted">No certificates.</p>`
    : html`<ul class="rows">
        ${certificates.map(certificateRow)}
      </ul>`;

const certificateRow = (certificate: CertificateView): Html => {
  const { certificateId, organisationId, environment, profile: id, serverNames = [] } = certificate;
  return html`<li class="row between">
    <div>
      <a href="${memberPath(organisationId)}/certificates/${certificateId}"><strong>${id}</strong></a>
      <span class="badge">${environment}</span>
      <div class="small muted">${profileOf(id)?.purpose}</div>
      ${serverNames.length > 0 && html`<div class="small"><code>${serverNames.join(', ')}</code></div>`}
    </div>
    <div>${stateBadges(certificate)}</div>
  </li>`;
};
