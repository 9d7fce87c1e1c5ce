import { html, type Html } from '#service';
import { configurationList, countSettings } from './configuration.js';
import type { ContactLine, Fact, ItemSummary, QuoteSummary } from './quote-summary.js';
import { counted } from './words.js';

export const factList = (facts: readonly Fact[]): Html =>
  html`<dl class="facts">
    ${facts.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;

export const contactList = (contacts: readonly ContactLine[]): Html =>
  html`<ul class="contacts">
    ${contacts.map(
      ({ role, name, organization, email, phone }) =>
        html`<li>
          <span class="muted small">${role}</span><span class="name">${name}</span>
          ${organization && html`<span>${organization}</span>`}
          ${email && html`<span class="small">${email}</span>`}
          ${phone && html`<span class="small">${phone}</span>`}
        </li>`,
    )}
  </ul>`;

/** A quote request: its terms, then each item with place, term, people and settings. */
export const quoteBody = ({ facts, notes, items }: QuoteSummary): Html =>
  html`<h3 class="section">The quote</h3>
    ${factList(facts)} ${noteList(notes)}
    <h3>Items</h3>
    <ul class="items">
      ${items.map(itemBody)}
    </ul>`;

const itemBody = (item: ItemSummary): Html => {
  const places = item.places.map(({ role, address }): Fact => [role, address]);
  return html`<li>
    <div class="title">
      <span class="badge ${item.tone}">${item.action}</span>
      <div>
        <h4>${item.product}</h4>
        <span class="muted small">${item.id}</span>
      </div>
    </div>
    ${factList([...places, ...item.facts])} ${noteList(item.notes)}
    ${item.contacts.length > 0 && contactList(item.contacts)} ${settings(item)}
  </li>`;
};

const settings = ({ configuration, product }: ItemSummary): Html | undefined =>
  configuration &&
  html`<details class="configuration">
    <summary>
      ${counted(countSettings(configuration), 'technical setting')}<span class="visually-hidden">
        of ${product}</span
      >
    </summary>
    ${configurationList(configuration)}
  </details>`;

const noteList = (notes: readonly string[]): readonly Html[] =>
  notes.map((note) => html`<blockquote>${note}</blockquote>`);
