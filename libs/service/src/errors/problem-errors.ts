import type { ExceptionFilter } from '@nestjs/common';
import { commonRefusals } from './common-refusals.js';
import { EdgeErrors, type ErrorFormat } from './edge-errors.js';
import type { RefusalTable } from './refusals.js';

const format: ErrorFormat = {
  contentType: 'application/problem+json; charset=utf-8',
  common: commonRefusals((reason) => reason),
  body: ({ status, code, message, detail }, correlationId) => ({
    type: `urn:assent:problem:${code}`,
    title: message,
    status,
    ...(Array.isArray(detail.problems) && { problems: detail.problems }),
    ...(status >= 500 && { correlationId }),
  }),
  challenge: ({ status }) => (status === 401 ? 'Bearer' : undefined),
};

/** RFC 9457 problem details, for APIs that have no error format of their own: `@UseFilters(problemErrors(table))`. */
export const problemErrors = (table: RefusalTable): ExceptionFilter => new EdgeErrors(format, table);
