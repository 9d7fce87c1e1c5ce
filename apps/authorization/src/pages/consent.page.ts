import type { PublicClient } from '#contracts';
import { html, type Html, page, type Page } from '#service';
import { asker } from './asker.js';
import { formToken } from './hidden.js';
import { intentCard } from './intent-card.js';
import type { IntentContent } from './intent-content.js';
import { consentStyles } from './stylesheet.js';

export interface ConsentView {
  /** Path of the interaction. */
  readonly path: string;
  readonly client: PublicClient;
  readonly formToken: string;
  readonly redirectUri: string;
  readonly signInName: string;
  readonly intents: readonly {
    readonly content: IntentContent;
    readonly pending: boolean;
    readonly decision?: string;
    readonly problem?: string;
  }[];
  readonly problem?: { readonly status: number; readonly message: string };
}

/** Where a person reads what is asked, and approves or declines each intent. */
export const consentPage = (view: ConsentView): Page => {
  const { client, intents, problem } = view;
  const count = intents.length;
  return page({
    title: count > 1 ? `Review ${count} requests` : 'Review this request',
    formAction: [new URL(view.redirectUri).origin],
    ...(problem && { status: problem.status }),
    body: html`${consentStyles} ${person(view)}
      ${problem && html`<div class="notice bad" role="alert"><p>${problem.message}</p></div>`}
      <p class="lead">${client.organisation.name} asks you to approve what it wants to send to us.</p>
      <div class="card">${asker(client)}</div>
      <form method="post" action="${view.path}/decision">
        ${formToken(view.formToken)}
        ${intents.map(({ decision, problem: missing, ...intent }, index) =>
          intentCard({ ...intent, index, count, decision, problem: missing }),
        )}
        ${submit(view)}
      </form>`,
  });
};

const person = (view: ConsentView): Html =>
  html`<div class="person">
    <p class="muted small">Signed in as <strong>${view.signInName}</strong></p>
    <form method="post" action="${view.path}/switch">
      ${formToken(view.formToken)}<button type="submit" class="link small">Use another account</button>
    </form>
  </div>`;

const submit = ({ intents, client, redirectUri }: ConsentView): Html => {
  const pending = intents.some((intent) => intent.pending);
  const outlook = `${client.organisation.name} learns what you decided, and nothing else about you.`;
  return html`<div class="submit">
    <p class="muted small">
      ${pending ? outlook : 'Nothing is left to decide here.'} You go back to ${new URL(redirectUri).host}.
    </p>
    <div class="actions">
      ${pending && html`<button type="submit" name="action" value="decide">Confirm my decision</button>`}
      <button type="submit" name="action" value="cancel" class="secondary" formnovalidate>
        ${pending ? 'Decide later' : 'Back to the application'}
      </button>
    </div>
  </div>`;
};
