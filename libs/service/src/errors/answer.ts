import { HttpException } from '@nestjs/common';
import { Refused } from '#event-sourcing';
import type { RefusalTable } from './refusals.js';

/** What an error means to the caller, before a format gives it a body. */
export interface Answer {
  readonly status: number;
  readonly reason: string;
  readonly code: string;
  readonly message: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly challenge?: string;
}

/** An answer that is our own fault: logged with the error, told without it. */
export const INTERNAL = 'internal-error';

/** Finds the row of an error in the table of its service, then in the table of its format; undefined is a defect. */
export const answerTo = (error: unknown, table: RefusalTable): Answer | undefined => {
  const { reason, detail } = refusalOf(error);
  const row = Object.hasOwn(table, reason) ? table[reason] : undefined;
  return row && { ...row, reason, detail };
};

const refusalOf = (error: unknown): { reason: string; detail: Readonly<Record<string, unknown>> } => {
  if (error instanceof Refused) return error;
  return { reason: reasonOfStatus(error), detail: {} };
};

const reasons: Readonly<Record<number, string>> = {
  400: 'malformed-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  413: 'too-large',
  414: 'too-large',
  415: 'unsupported-media-type',
  431: 'too-large',
  503: 'unavailable',
};

// Nest's own and Fastify's own errors carry a status.
const reasonOfStatus = (error: unknown): string => {
  if (error instanceof HttpException) return reasons[error.getStatus()] ?? INTERNAL;
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return (typeof status === 'number' && reasons[status]) || INTERNAL;
};
