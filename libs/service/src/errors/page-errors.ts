import type { ExceptionFilter } from '@nestjs/common';
import { html } from '../pages/html.js';
import { page } from '../pages/page.js';
import type { Answer } from './answer.js';
import { commonRefusals } from './common-refusals.js';
import { EdgeErrors, type ErrorFormat } from './edge-errors.js';
import type { RefusalTable } from './refusals.js';

const titles: Readonly<Record<number, string>> = {
  401: 'Please sign in',
  403: 'Not allowed',
  404: 'Page not found',
  429: 'Too many attempts',
  500: 'Something went wrong',
  503: 'Please try again',
};

/** An error page for people: what happened, what to do, and a reference to quote. */
export const errorPage = ({ status, message }: Pick<Answer, 'status' | 'message'>, correlationId: string) =>
  page({
    title: titles[status] ?? 'This request cannot be completed',
    body: html`<p class="lead">${message.replace(/\.$/, '')}.</p>
      <p class="muted small">
        If this keeps happening, contact the provider and quote the reference <code>${correlationId}</code>.
      </p>`,
  });

const format: ErrorFormat = {
  contentType: 'text/html; charset=utf-8',
  common: commonRefusals((reason) => reason),
  body: (answer, correlationId) => errorPage(answer, correlationId).html,
  // Without it the page would be kept from its own stylesheet.
  headers: {
    'content-security-policy': errorPage({ status: 500, message: '' }, '').contentSecurityPolicy,
  },
};

/** Error pages for routes that people open in a browser: `@UseFilters(pageErrors(table))`. */
export const pageErrors = (table: RefusalTable): ExceptionFilter => new EdgeErrors(format, table);
