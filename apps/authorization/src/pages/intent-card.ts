import { isErased } from '#event-sourcing';
import { html, type Html } from '#service';
import { configurationList } from './configuration.js';
import type { IntentContent } from './intent-content.js';
import { asObject, asText } from './plain.js';
import { contactList, factList, quoteBody } from './quote-body.js';
import { itemCount, quoteSummary } from './quote-summary.js';
import { dateInWords, humanize, listInWords } from './words.js';

/** One intent on the page, with what was chosen before. */
export interface ShownIntent {
  readonly content: IntentContent;
  readonly index: number;
  readonly count: number;
  readonly decision: string | undefined;
  readonly problem: string | undefined;
  /** Whether it still waits for a decision. */
  readonly pending: boolean;
}

const OPERATIONS: Readonly<Record<string, string>> = {
  createQuote: 'request this quote',
  listQuote: 'list its quotes',
  retrieveQuote: 'read its quotes',
  cancelQuote: 'cancel its quotes',
  declineQuote: 'decline its quotes',
};

/** One intent: what is asked in words, why, for how long, how often, and the choice. */
export const intentCard = (intent: ShownIntent): Html => {
  const { content, index, count } = intent;
  const summary = content.kind === 'quote' ? quoteSummary(asObject(content.payload)) : undefined;
  const kind = content.kind === 'quote' ? 'Quote request' : humanize(content.kind);
  const purpose = isErased(content.purpose) ? undefined : asText(content.purpose);
  return html`<section class="card" aria-labelledby="intent-${index}-title">
    <header>
      <h2 id="intent-${index}-title">${kind}${count > 1 && ` ${index + 1} of ${count}`}</h2>
      ${summary && html`<p class="muted small">${itemCount(summary.items)}</p>`}
    </header>
    ${
      purpose &&
      html`<h3>Why it is asked</h3>
        <blockquote>${purpose}</blockquote>`
    }
    <h3>What you allow</h3>
    ${factList(permission(content))}
    ${
      summary
        ? quoteBody(summary)
        : html`<h3 class="section">What is asked</h3>
            ${configurationList(asObject(content.payload))}`
    }
    ${
      summary &&
      summary.contacts.length > 0 &&
      html`<h3 class="section">Contacts</h3>
        ${contactList(summary.contacts)}`
    }
    <p class="reference">Reference <code>${content.intentId}</code></p>
    ${intent.pending ? choice(intent) : gone(content)}
  </section>`;
};

const permission = (content: IntentContent): readonly (readonly [string, string])[] => [
  [
    'Action',
    `To ${listInWords(content.operations.map((name) => OPERATIONS[name] ?? humanize(name).toLowerCase()))}`,
  ],
  ['How often', content.usage === 'single' ? 'Once' : 'As often as needed, until the time below'],
  ['Until', dateInWords(content.until ?? content.expiresAt) ?? 'not said'],
  ...(content.onBehalfOf
    ? [['On behalf of', `The legal entity with LEI ${content.onBehalfOf}`] as const]
    : []),
];

const choice = ({ index, count, decision, problem, content }: ShownIntent): Html => {
  const radio = (value: string, label: string, hint: string) =>
    html`<label class="choice">
      <input
        type="radio"
        name="intent-${index}"
        value="${value}"
        required
        ${decision === value && html`checked`}
        ${problem && html`aria-invalid="true" aria-describedby="intent-${index}-problem"`}
      />
      <span>${label}<br /><span class="muted small">${hint}</span></span>
    </label>`;
  return html`<div class="decision">
    <fieldset>
      <legend>Your decision${count > 1 && ` on request ${index + 1}`}</legend>
      ${problem && html`<p class="field-error" id="intent-${index}-problem">${problem}</p>`}
      <input type="hidden" name="revision-${index}" value="${content.revision}" />
      <div class="choices">
        ${radio('approve', 'Approve', 'It may be sent exactly as shown.')}
        ${radio('decline', 'Decline', 'It is rejected for good.')}
      </div>
    </fieldset>
  </div>`;
};

const gone = ({ status }: IntentContent): Html =>
  html`<div class="notice warn">
    <p>This request is ${status} by now, so there is nothing left to decide.</p>
  </div>`;
