import { connections } from './connections.js';
import { setDefaultAutoSelectFamilyAttemptTimeout } from 'node:net';

// `localhost` is two addresses. Node gives each a quarter of a second, which a busy machine can take to accept a connection.
setDefaultAutoSelectFamilyAttemptTimeout(5_000);

/** Milliseconds after which a request counts as lost: longer than any answer takes, so that nothing hangs for ever. */
const PATIENCE = 30_000;

/** An answer, read. */
export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** Sends JSON and reads JSON; the body is `undefined` when there is none. Rejects when no answer comes within 30 s. */
export const call = async <T = Record<string, unknown>>(
  method: string,
  url: string,
  options: { readonly headers?: Record<string, string>; readonly body?: unknown } = {},
): Promise<Answer<T>> => {
  const form = options.body instanceof URLSearchParams;
  const type = form ? 'application/x-www-form-urlencoded' : 'application/json';
  const response = await connections.api(url, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(PATIENCE),
    headers: { ...(options.body !== undefined && { 'content-type': type }), ...options.headers },
    ...(options.body !== undefined && {
      body: form ? (options.body as URLSearchParams) : JSON.stringify(options.body),
    }),
  });
  const text = await response.text();
  connections.answered += 1;
  return {
    status: response.status,
    headers: response.headers,
    body: (text ? JSON.parse(text) : undefined) as T,
  };
};

/** The body, when the status is the one hoped for. */
export const demand = <T>(answer: Answer<T>, status: number, what: string): T => {
  if (answer.status !== status) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};
