import type { ExceptionFilter } from '@nestjs/common';
import type { Answer } from './answer.js';
import { commonRefusals } from './common-refusals.js';
import { EdgeErrors, type ErrorFormat } from './edge-errors.js';
import type { RefusalTable } from './refusals.js';

const codeOf = (_reason: string, status: number): string => {
  if (status === 500) return 'server_error';
  if (status === 503) return 'temporarily_unavailable';
  if (status === 401) return 'invalid_token';
  return 'invalid_request';
};

// RFC 6750 §3: the challenge of a protected endpoint carries the error, and the scope that is missing.
const challengeOf = ({ status, code, detail }: Answer): string | undefined => {
  if (code === 'insufficient_scope') return `Bearer error="${code}"${scopeOf(detail.scope)}`;
  if (status !== 401) return undefined;
  return code === 'invalid_token' ? `Bearer error="${code}"` : 'Bearer';
};

const scopeOf = (scope: unknown): string => (typeof scope === 'string' ? `, scope="${scope}"` : '');

const format: ErrorFormat = {
  contentType: 'application/json; charset=utf-8',
  common: commonRefusals(codeOf),
  body: ({ code, message }, correlationId) => ({
    error: code,
    error_description: code === 'server_error' ? `${message} (${correlationId})` : message,
  }),
  challenge: challengeOf,
};

/** `{error, error_description}`, RFC 6749 §5.2 and RFC 7591 §3.2.2: `@UseFilters(oauthErrors(table))`. */
export const oauthErrors = (table: RefusalTable): ExceptionFilter => new EdgeErrors(format, table);
