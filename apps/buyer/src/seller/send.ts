import { type Answer, Declined } from './answer.js';
import { insist, patient, type Patience, Unreachable } from './patience.js';

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly bearer?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Statuses besides 2xx that the caller deals with. */
  readonly expected?: readonly number[];
}

/** Sends a request that is safe to repeat, until an answer comes. Throws `Declined` for one that the caller does not expect. */
export const send = (request: Request, patience: Patience = patient): Promise<Answer> =>
  insist(() => once(request), patience);

const once = async (request: Request): Promise<Answer> => {
  const { method = 'GET', url, bearer, headers, json, expected = [] } = request;
  const response = await fetch(url, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(20_000),
    headers: {
      accept: 'application/json',
      ...(json !== undefined && { 'content-type': 'application/json;charset=utf-8' }),
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    ...(json !== undefined && { body: JSON.stringify(json) }),
  });
  const answer = { status: response.status, headers: response.headers, body: parse(await response.text()) };
  if (response.ok || expected.includes(answer.status)) return answer;
  if (answer.status === 503 || answer.status === 502) throw new Unreachable(`${url} is not ready`);
  throw new Declined(`${method} ${new URL(url).pathname}`, answer);
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
