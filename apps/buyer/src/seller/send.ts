import type { Buyer } from '../buyer.js';
import type { Speaker } from '../messages/speaker.js';
import type { OutgoingBody } from '../messages/write-body.js';
import { type Answer, Declined } from './answer.js';
import { insist, patient, type Patience, Unreachable } from './patience.js';

export interface Request {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly bearer?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON, unless there is a speaker. */
  readonly json?: unknown;
  /** Signs the body, and verifies that of a good answer. */
  readonly speaker?: Speaker | undefined;
  /** Statuses besides 2xx that the caller deals with. */
  readonly expected?: readonly number[];
}

/** Sends a request that is safe to repeat, until an answer comes. Throws `Declined` for one that the caller does not expect. */
export const send = (
  buyer: Pick<Buyer, 'connection'>,
  request: Request,
  patience: Patience = patient,
): Promise<Answer> => insist(() => once(buyer, request), patience);

const once = async ({ connection }: Pick<Buyer, 'connection'>, request: Request): Promise<Answer> => {
  const { method = 'GET', url, bearer, headers, speaker, expected = [] } = request;
  const outgoing = await bodyOf(request);
  const response = await connection.fetch(url, {
    method,
    redirect: 'manual',
    signal: AbortSignal.timeout(20_000),
    headers: {
      accept: speaker?.accept ?? 'application/json',
      ...outgoing?.headers,
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...headers,
    },
    ...(outgoing && { body: outgoing.text }),
  });
  const answer = { status: response.status, headers: response.headers, body: await read(response, speaker) };
  if (response.ok || expected.includes(answer.status)) return answer;
  if (answer.status === 503 || answer.status === 502) throw new Unreachable(`${url} is not ready`);
  throw new Declined(`${method} ${new URL(url).pathname}`, answer);
};

const bodyOf = async ({ json, speaker }: Request): Promise<OutgoingBody | undefined> => {
  if (json === undefined) return undefined;
  if (speaker) return speaker.write(json);
  const headers = { 'content-type': 'application/json;charset=utf-8' };
  return { headers, text: JSON.stringify(json) };
};

// What is refused is told as JSON, and not signed.
const read = async (response: Response, speaker: Speaker | undefined): Promise<unknown> => {
  const text = await response.text();
  if (!speaker || !response.ok) return parse(text);
  const { headers } = response;
  const signature = headers.get('x-jws-signature') ?? undefined;
  return speaker.read({ contentType: headers.get('content-type') ?? '', text, signature });
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
