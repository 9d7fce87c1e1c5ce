import { html, type Html, page, type Page } from '#service';
import { trail } from './parts.js';

/** What was found out about a statement that somebody pasted. */
export interface ReadStatement {
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Each finding in words, and whether it speaks for the statement. */
  readonly findings: readonly { readonly good: boolean; readonly text: string }[];
}

export const statementPage = (jwt = '', read?: ReadStatement): Page =>
  page({
    title: 'Read a software statement',
    brand: 'Assent directory',
    width: 'wide',
    body: html`
      ${trail(['/directory', 'Trust framework'])}
      <form method="post" action="/directory/statement" class="card">
        <div class="field">
          <label for="statement">Software statement, a compact JWT</label>
          <textarea id="statement" name="statement" required maxlength="20000" spellcheck="false">
${jwt}</textarea>
        </div>
        <p class="actions"><button>Read it</button></p>
      </form>
      ${read && result(read)}
    `,
  });

const result = ({ claims, findings }: ReadStatement): Html => html`
  <section class="card">
    <h2>What it is worth</h2>
    <ul class="rows">
      ${findings.map(
        ({ good, text }) =>
          html`<li class="row between">
            <span>${text}</span>
            <span class="badge ${good ? 'good' : 'bad'}">${good ? 'good' : 'not good'}</span>
          </li>`,
      )}
    </ul>
    ${claims && html`<h2>What it says</h2>`} ${claims && claimFacts(claims)}
  </section>
`;

/** Claims of a statement, times in words. */
export const claimFacts = (claims: Readonly<Record<string, unknown>>): Html =>
  html`<dl class="facts">
    ${Object.entries(claims).map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${valueOf(name, value)}</dd>`,
    )}
  </dl>`;

const times = ['iat', 'exp', 'nbf'];

const valueOf = (name: string, value: unknown): Html => {
  if (times.includes(name) && typeof value === 'number')
    return html`${new Date(value * 1000).toISOString()} <span class="muted small">(${value})</span>`;
  const list = Array.isArray(value) ? value : [value];
  return html`${list.map((each) => html`<div><code>${typeof each === 'string' ? each : JSON.stringify(each)}</code></div>`)}`;
};
