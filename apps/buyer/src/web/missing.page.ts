import { html } from './html.js';
import { type BuyerPage, layout } from './layout.js';

export const missingPage = (): BuyerPage =>
  layout({
    title: 'There is no such request',
    body: html`<p class="lead">It was not begun in this browser, or it is gone.</p>
      <p><a class="button" href="/buyer">Request a quote</a></p>`,
  });

export const brokenPage = (): BuyerPage =>
  layout({
    title: 'Something went wrong',
    body: html`<p class="lead">It is not your fault. Try again in a moment.</p>
      <p><a class="button" href="/buyer">Back to the quote desk</a></p>`,
  });
