import { html, type Html, page, type Page } from '#service';
import type { Organisation } from '../organisation.decider.js';
import type { Software } from '../software.decider.js';
import { day, memberPath } from './parts.js';

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
      <p class="actions">
        <a class="button" href="/directory/onboarding">Become a sandbox Buyer</a>
        <a class="button secondary" href="/directory/authorities">Authorities and their lists</a>
      </p>
      ${
        members.length === 0
          ? html`<p class="notice">Nobody is enrolled yet.</p>`
          : html`<div class="grid">${members.map(memberCard)}</div>`
      }
      <p class="row small">
        <a href="/directory/statement">Read a software statement</a>
        <a href="/directory/organisations">The same as JSON</a>
        <a href="/directory/jwks">Keys that sign the statements</a>
      </p>
    `,
  });

export const statusBadge = ({ status }: Organisation): Html =>
  html`<span class="badge ${status === 'Active' ? 'good' : 'bad'}">${status}</span>`;

const memberCard = ({ organisation, software }: Member): Html => html`
  <section class="card">
    <div class="row between">
      <h2><a href="${memberPath(organisation.organisationId)}">${organisation.legalName}</a></h2>
      ${statusBadge(organisation)}
    </div>
    <p class="muted small">LEI <code>${organisation.lei}</code>, enrolled ${day(organisation.enrolledAt)}</p>
    ${
      software.length === 0
        ? html`<p class="muted">No software yet.</p>`
        : html`<ul class="rows">
            ${software.map(softwareRow(organisation))}
          </ul>`
    }
  </section>
`;

const softwareRow =
  ({ organisationId }: Organisation) =>
  ({ softwareId, name, version, roles, environment }: Software): Html =>
    html`<li class="row between">
      <a href="${memberPath(organisationId)}/software/${softwareId}">${name} ${version}</a>
      <span>
        ${roles.map((role) => html`<span class="badge accent">${role}</span> `)}
        <span class="badge">${environment}</span>
      </span>
    </li>`;
