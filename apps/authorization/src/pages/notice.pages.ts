import { html, page, type Page } from '#service';
import { formToken } from './hidden.js';

/** The decision is known and the answer is not given yet: a crash or a reload came between. */
export const resumePage = (view: {
  readonly action: string;
  readonly formToken: string;
  readonly redirectUri: string;
}): Page =>
  page({
    title: 'Your decision is recorded',
    formAction: [new URL(view.redirectUri).origin],
    body: html`<p class="lead">Go back to the application to finish.</p>
      <form method="post" action="${view.action}">
        ${formToken(view.formToken)}
        <div class="actions">
          <button type="submit" name="action" value="resume">Continue to the application</button>
        </div>
      </form>`,
  });

/** The answer was given and used, or came too late to be used. */
export const finishedPage = (): Page =>
  page({
    title: 'This request is finished',
    body: html`<p class="lead">Your decision reached the application. You can close this page.</p>
      <p>
        To change your mind later, ask the organisation to withdraw the request, or contact the provider.
      </p>`,
  });

/** A request that cannot be sent back, because it is not known where to. */
export const requestErrorPage = (error: string, description: string): Page =>
  page({
    title: 'This request cannot be completed',
    status: 400,
    body: html`<p class="lead">The application that sent you here made a request that we cannot accept.</p>
      <div class="notice bad"><p>${description}</p></div>
      <p>
        Go back to the application and try again. If it happens again, tell its operator this code:
        <code>${error}</code>.
      </p>`,
  });

/** Where a person ends their session. */
export const signOutPage = (token: string | undefined): Page =>
  token === undefined
    ? page({ title: 'You are signed out', body: html`<p class="lead">You can close this page.</p>` })
    : page({
        title: 'Sign out',
        body: html`<p class="lead">This ends your session in this browser.</p>
          <form method="post" action="/sign-out">
            ${formToken(token)}
            <div class="actions"><button type="submit" name="action" value="sign-out">Sign out</button></div>
          </form>`,
      });
