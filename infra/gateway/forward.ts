import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Dispatcher } from 'undici';
import { answeredHeaders, forwardedHeaders } from './headers.js';
import { answerProblem, type Problem } from './problem.js';
import type { Replica } from './replica.js';

/** A request that has been read whole, so that it can be sent again where it was never looked at. */
export interface Whole {
  readonly request: IncomingMessage;
  /** Path and query, as the service gets them. */
  readonly target: string;
  readonly body: Buffer | null;
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Sends a request to the first replica that takes it. The next one is tried only when the request cannot have had an
 * effect: no connection came about, the replica was closing, or the method is safe.
 */
export const forward = async (
  whole: Whole,
  replicas: readonly Replica[],
  response: ServerResponse,
): Promise<void> => {
  let problem: Problem = 'service-unavailable';
  for (const replica of replicas) {
    const outcome = await send(whole, replica, response);
    if (response.destroyed) return;
    if (typeof outcome === 'object') return relay(outcome, response);
    problem = outcome;
    if (problem !== 'service-unavailable' && !SAFE.has(whole.request.method ?? '')) break;
  }
  answerProblem(response, problem);
};

type Answer = Dispatcher.ResponseData;

const send = async (
  { request, target, body }: Whole,
  replica: Replica,
  response: ServerResponse,
): Promise<Answer | Problem> => {
  const gone = new AbortController();
  const abandon = (): void => gone.abort();
  response.once('close', abandon);
  try {
    const method = (request.method ?? 'GET') as Dispatcher.HttpMethod;
    const headers = forwardedHeaders(request);
    const answer = await replica.pool.request({ method, path: target, headers, body, signal: gone.signal });
    if (!isClosing(answer)) return answer;
    replica.ready = false;
    await answer.body.dump();
    return 'service-unavailable';
  } catch (error) {
    const problem = problemOf(error);
    if (problem === 'service-unavailable') replica.ready = false;
    return problem;
  } finally {
    response.off('close', abandon);
  }
};

// What Fastify answers while it shuts down, before any handler has seen the request; our own errors have other types.
const isClosing = ({ statusCode, headers }: Answer): boolean =>
  statusCode === 503 && headers['connection'] === 'close' && headers['content-type'] === 'application/json';

const relay = async (answer: Answer, response: ServerResponse): Promise<void> => {
  response.writeHead(answer.statusCode, answeredHeaders(answer.headers));
  // A service that breaks off in the middle must not look like one that came to its end.
  await pipeline(answer.body, response).catch(() => response.destroy());
};

const neverSent = /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENOTFOUND|EAI_AGAIN|UND_ERR_CONNECT_TIMEOUT)$/;

const problemOf = (error: unknown): Problem => {
  const code = String((error as NodeJS.ErrnoException).code);
  if (neverSent.test(code)) return 'service-unavailable';
  return code.includes('TIMEOUT') ? 'service-too-slow' : 'service-broke-off';
};
