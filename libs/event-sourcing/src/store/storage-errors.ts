import { Refused } from '../refused.js';

const codeOf = (error: unknown): string | undefined => {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
};

/** Deadlock or serialization failure: the same statement may well succeed now. */
export const isTransient = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error) ?? '');

// 08 connection, 25006 read-only, 53 no room or no connection left, 57P shutting down or starting, 58030 input or output.
const unavailableCodes =
  /^(08|25006|53|57P|58030|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|ENETUNREACH|EAI_AGAIN|EHOST)/;

// What node-postgres says for itself has no code.
const unavailableMessages =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** The database cannot be reached, is shutting down, takes no writes, or has no room for us. */
export const isUnavailable = (error: unknown): boolean =>
  unavailableCodes.test(codeOf(error) ?? '') ||
  (error instanceof Error && unavailableMessages.test(error.message)) ||
  (error instanceof Refused && error.reason === 'storage-unavailable');

/** What the caller is told: `Refused('storage-unavailable')` for a database that is away, any other error as it is. */
export const toRefusal = (error: unknown): unknown =>
  isUnavailable(error) ? new Refused('storage-unavailable') : error;

/** One append of a batch that cannot be: its claim is taken, or its stream has moved on. */
export interface AppendFailure {
  readonly append: number;
  readonly scope?: string;
  readonly key?: string;
}

/** What `reject_append` told, or undefined for any other error. */
export const rejectedAppends = (error: unknown): readonly AppendFailure[] | undefined =>
  codeOf(error) === 'AS409'
    ? (JSON.parse((error as { detail?: string }).detail ?? '[]') as AppendFailure[])
    : undefined;
