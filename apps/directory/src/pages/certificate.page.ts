import { html, type Html, page, type Page } from '#service';
import type { FullView } from '../certificates/certificate-views.js';
import type { Party, Pinning, Profile } from '../certificates/profile.js';
import { profileOf } from '../certificates/profiles.js';
import type { Organisation } from '../organisation.decider.js';
import { day, fingerprintCode, memberPath, stateBadges, trail } from './parts.js';

const parties: Readonly<Record<Party, string>> = { buyer: 'Buyer', hub: 'Hub', seller: 'Seller' };
const comparisons: Readonly<Record<Pinning['compares'], string>> = {
  subject: 'its exact subject',
  'organizational-unit': 'the organizational unit of its subject',
  'server-name': 'the name of the server',
  'key-set': 'the key set that publishes it',
};

/** One certificate: what it says, whether it is good, and who does what with it. */
export const certificatePage = (organisation: Organisation, certificate: FullView): Page => {
  const profile = profileOf(certificate.profile);
  return page({
    title: `Certificate ${certificate.profile}`,
    brand: 'Assent directory',
    width: 'wide',
    body: html`
      ${trail(['/directory', 'Trust framework'], [memberPath(organisation.organisationId), organisation.legalName])}
      <p class="row">${stateBadges(certificate)} <span class="badge">${certificate.environment}</span></p>
      ${profile && html`<p class="lead">For ${profile.purpose}.</p>`}
      <section class="card">
        <h2>What it says</h2>
        ${facts(certificate)}
        <p class="actions">
          <a class="button secondary" href="/directory/certificates/${certificate.certificateId}.pem"
            >Download as PEM</a
          >
        </p>
      </section>
      ${profile && hands(profile)}
    `,
  });
};

const facts = (certificate: FullView): Html => {
  const { notBefore, notAfter, serverNames = [] } = certificate;
  return html`<dl class="facts">
    <dt>Subject</dt>
    <dd><code>${certificate.subject}</code></dd>
    ${
      serverNames.length > 0 &&
      html`<dt>Server names</dt>
        <dd><code>${serverNames.join(', ')}</code></dd>`
    }
    <dt>Issuer</dt>
    <dd><code>${certificate.issuer}</code></dd>
    <dt>Good from</dt>
    <dd>${day(notBefore)} until ${day(notAfter)}</dd>
    <dt>Serial number</dt>
    <dd><code>${certificate.serial}</code></dd>
    <dt>SHA-256</dt>
    <dd>${fingerprintCode(certificate.fingerprint)}</dd>
    <dt>kid, x5t#S256</dt>
    <dd><code>${certificate.kid}</code></dd>
    <dt>Key set</dt>
    <dd><a href="${new URL(certificate.jwksUri).pathname}">${certificate.jwksUri}</a></dd>
  </dl>`;
};

const hands = ({ name, keyHeldBy, requestMadeBy, issuedAtRequestOf, pinned }: Profile): Html => html`
  <section class="card">
    <h2>Who does what</h2>
    <dl class="facts">
      <dt>In the words of MEF</dt>
      <dd>${name}</dd>
      <dt>Holds the key</dt>
      <dd>the ${parties[keyHeldBy]}</dd>
      <dt>Makes the request</dt>
      <dd>the ${parties[requestMadeBy]}</dd>
      <dt>Has it issued</dt>
      <dd>the ${parties[issuedAtRequestOf]}</dd>
      <dt>Recognised by</dt>
      <dd>the ${parties[pinned.by]}, by ${comparisons[pinned.compares]}</dd>
    </dl>
  </section>
`;
