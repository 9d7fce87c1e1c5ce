import { html, type Html } from '#service';

/** The name of the form field that proves where a form came from. */
export const FORM_TOKEN = 'form_token';

export const formToken = (token: string): Html =>
  html`<input type="hidden" name="${FORM_TOKEN}" value="${token}" />`;
