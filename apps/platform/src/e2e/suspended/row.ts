import type { ErrorFormat, Row } from '../bad-input/row.js';

/** Status, code and form of an answer. */
export type Expected = readonly [status: number, code: string, format: ErrorFormat];

export const row = (title: string, [status, code, format]: Expected, request: Row['request']): Row => ({
  title,
  status,
  code,
  format,
  request,
});
