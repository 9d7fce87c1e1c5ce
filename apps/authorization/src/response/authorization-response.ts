import { html, type Page, page } from '#service';
import type { ReturnAddress } from '../request/attempt.js';

/** What goes back to the client through the browser. */
export type AuthorizationResponse =
  { readonly kind: 'redirect'; readonly location: string } | { readonly kind: 'page'; readonly page: Page };

type Parameters = Readonly<Record<string, string | number | undefined>>;

/** The answer to an authorization request, in the response mode that was asked; RFC 9207 `iss` is always with it. */
export const authorizationResponse = (
  issuer: string,
  address: Omit<ReturnAddress, 'clientId'>,
  parameters: Parameters,
): AuthorizationResponse => {
  const { redirectUri, responseMode, state } = address;
  const all = present({ ...parameters, state, iss: issuer }); // MEF 128 CR1: state is played back
  switch (responseMode) {
    case 'query':
      return { kind: 'redirect', location: withQuery(redirectUri, all) };
    case 'fragment':
      return { kind: 'redirect', location: `${withoutFragment(redirectUri)}#${new URLSearchParams(all)}` };
    case 'form_post':
      return { kind: 'page', page: formPost(redirectUri, all) };
  }
};

/** RFC 6749 §4.1.2.1. */
export const errorResponse = (
  issuer: string,
  address: Omit<ReturnAddress, 'clientId'>,
  error: string,
  description: string,
): AuthorizationResponse => authorizationResponse(issuer, address, { error, error_description: description });

const present = (parameters: Parameters): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parameters)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  );

const withoutFragment = (uri: string): string => uri.split('#', 1)[0] ?? uri;

const withQuery = (uri: string, parameters: Record<string, string>): string => {
  const base = withoutFragment(uri);
  return `${base}${base.includes('?') ? '&' : '?'}${new URLSearchParams(parameters)}`;
};

/** OAuth 2.0 Form Post Response Mode: sends itself where scripts run, and has a button where they do not. */
const formPost = (redirectUri: string, parameters: Record<string, string>): Page =>
  page({
    title: 'Back to the application',
    formAction: [new URL(redirectUri).origin],
    script: 'document.forms[0].submit()',
    body: html`<p class="lead">
        Your answer is ready. Take it back to <strong>${new URL(redirectUri).host}</strong> to finish.
      </p>
      <form method="post" action="${redirectUri}">
        ${Object.entries(parameters).map(
          ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        <p class="actions"><button type="submit">Continue to the application</button></p>
      </form>`,
  });
