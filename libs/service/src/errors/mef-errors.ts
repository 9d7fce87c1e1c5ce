import type { ExceptionFilter } from '@nestjs/common';
import type { Answer } from './answer.js';
import { type CommonReason, commonRefusals } from './common-refusals.js';
import { EdgeErrors, type ErrorFormat } from './edge-errors.js';
import type { RefusalTable } from './refusals.js';

/** One entry of a MEF 422 body; `detail.problems` of a `Refused` holds them. */
export interface MefProblem {
  readonly code:
    | 'missingProperty'
    | 'invalidValue'
    | 'invalidFormat'
    | 'referenceNotFound'
    | 'unexpectedProperty'
    | 'tooManyRecords'
    | 'otherIssue';
  /** JSON Pointer (RFC 6901). */
  readonly propertyPath?: string;
  readonly reason: string;
  readonly message?: string;
}

const codes: Readonly<Record<number, string>> = {
  401: 'invalidCredentials',
  403: 'accessDenied',
  404: 'notFound',
  409: 'conflict',
  412: 'conflict',
  429: 'tooManyUsers',
  500: 'internalError',
  503: 'internalError',
};

const codeOf = (reason: CommonReason, status: number): string =>
  reason === 'repeated-parameter' ? 'invalidQuery' : (codes[status] ?? 'invalidBody');

const common: RefusalTable = {
  ...commonRefusals(codeOf),
  'invalid-body': { status: 422, code: 'otherIssue', message: 'The body does not fit the contract' },
};

const bodyOf = ({ status, code, message, detail }: Answer, correlationId: string): unknown => {
  if (status === 422) return detail.problems ?? [{ code, reason: message }];
  const reason = status === 500 ? `${message} (${correlationId})` : message;
  return {
    code,
    reason,
    message,
    ...(detail.referenceError !== undefined && { referenceError: detail.referenceError }),
  };
};

const format: ErrorFormat = {
  contentType: 'application/json; charset=utf-8',
  common,
  body: bodyOf,
  challenge: ({ status }) => (status === 401 ? 'Bearer' : undefined),
};

/** The error bodies of MEF's LSO APIs, a list of problems for 422: `@UseFilters(mefErrors(table))`. */
export const mefErrors = (table: RefusalTable): ExceptionFilter => new EdgeErrors(format, table);
