import type { PublicClient } from '#contracts';
import { html, type Html, page, type Page } from '#service';
import { asker } from './asker.js';
import { formToken } from './hidden.js';
import { consentStyles } from './stylesheet.js';

export interface SignInView {
  readonly action: string;
  readonly client: PublicClient;
  readonly formToken: string;
  readonly redirectUri: string;
  readonly factors: readonly ('password' | 'totp')[];
  /** Whether the second factor may be left out by someone who has none. */
  readonly totpOptional: boolean;
  readonly username: string;
  readonly problem?: { readonly status: number; readonly message: string };
}

/** Where a person proves who they are: password, code, or both, as the request asks. */
export const signInPage = (view: SignInView): Page => {
  const { problem, factors } = view;
  const stepUp = !factors.includes('password');
  return page({
    title: stepUp ? 'Confirm it is you' : 'Sign in',
    formAction: [new URL(view.redirectUri).origin],
    ...(problem && { status: problem.status }),
    body: html`${consentStyles}
      <p class="lead">
        ${
          stepUp
            ? 'This request needs a second step before you decide.'
            : html`${view.client.organisation.name} asks for your decision. Sign in to read what it is about.`
        }
      </p>
      ${problem && html`<div class="notice bad" role="alert" id="problem"><p>${problem.message}</p></div>`}
      <div class="card">${asker(view.client)}</div>
      <form method="post" action="${view.action}" class="card" ${problem && html`aria-describedby="problem"`}>
        ${formToken(view.formToken)} ${!stepUp && passwordFields(view)}
        ${factors.includes('totp') && totpField(view)}
        <div class="actions">
          <button type="submit" name="action" value="sign-in">${stepUp ? 'Confirm' : 'Sign in'}</button>
          <button type="submit" name="action" value="cancel" class="secondary" formnovalidate>Cancel</button>
        </div>
      </form>`,
  });
};

const passwordFields = ({ username, problem }: SignInView): Html => {
  const invalid = problem?.status === 422 && html` aria-invalid="true"`;
  return html`<div class="field">
      <label for="username">Sign-in name</label>
      <input
        id="username"
        name="username"
        type="text"
        value="${username}"
        autocomplete="username"
        maxlength="256"
        autocapitalize="none"
        spellcheck="false"
        required${invalid}
        ${username === '' && html`autofocus`}
      />
    </div>
    <div class="field">
      <label for="password">Password</label>
      <input
        id="password"
        name="password"
        type="password"
        autocomplete="current-password"
        maxlength="1024"
        required${invalid}
        ${username !== '' && html`autofocus`}
      />
    </div>`;
};

const totpField = ({ totpOptional, factors, problem }: SignInView): Html =>
  html`<div class="field">
    <label for="totp">Code from your authenticator app</label>
    <p class="hint" id="totp-hint">
      Six digits that change every 30 seconds.${totpOptional && ' Leave it empty if you have none.'}
    </p>
    <input
      id="totp"
      name="totp"
      type="text"
      class="code"
      inputmode="numeric"
      autocomplete="one-time-code"
      pattern="[0-9]{6}"
      maxlength="6"
      aria-describedby="totp-hint"
      ${problem?.status === 422 && html` aria-invalid="true"`}
      ${!totpOptional && html`required`}
      ${!factors.includes('password') && html`autofocus`}
    />
  </div>`;
