import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '#event-sourcing';
import { setAnswerHeaders } from './answer-headers.js';
import { parseForm } from './form.js';
import { refusePacked, requireMediaType } from './media-types.js';
import { refuseBadText } from './text-guard.js';
import type { Routes } from './routes.js';
import { endServerSpans, enterTrace } from '../traces/server-spans.js';
import type { PresentCertificates } from '../tls/present-certificates.js';
import type { Tracing } from '../traces/tracing.js';
import { type Trace, withTrace } from './trace.js';

const traces = new WeakMap<FastifyRequest, Trace>();

export interface RequestParts {
  readonly routes: Routes;
  readonly tracing: Tracing;
  /** Whether the issuer is an https origin. */
  readonly https: boolean;
  readonly certificates: PresentCertificates;
}

/** What happens to every request before any handler sees it. */
export const addRequestHooks = (
  fastify: FastifyInstance,
  { routes, tracing, https, certificates }: RequestParts,
): void => {
  fastify.addHook('onRequest', (request, reply, done) => {
    const trace = enterTrace(request, tracing);
    traces.set(request, trace);
    withTrace(trace, () => {
      setAnswerHeaders(request, reply, https);
      done(refusal(request, routes, certificates));
    });
  });
  // The body arrives in the socket's own async context, so the trace is entered again.
  fastify.addHook('preValidation', (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    const trace = traces.get(request);
    if (trace) withTrace(trace, done);
    else done();
  });
  endServerSpans(fastify);
};

const SINGLE = ['host', 'content-type', 'authorization'];

// RFC 9110 §5.3, RFC 9112 §3.2: Node keeps the first of two and says nothing; a proxy before us may go by the other.
const refuseRepeatedFields = (rawHeaders: readonly string[]): void => {
  let seen = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const single = SINGLE.indexOf(rawHeaders[at]!.toLowerCase());
    if (single < 0) continue;
    if (seen & (1 << single)) throw new Refused('malformed-request');
    seen |= 1 << single;
  }
};

const refusal = (
  request: FastifyRequest,
  routes: Routes,
  certificates: PresentCertificates,
): Error | undefined => {
  try {
    refuseRepeatedFields(request.raw.rawHeaders);
    certificates(request.raw);
    const mark = request.url.indexOf('?');
    const path = mark < 0 ? request.url : request.url.slice(0, mark);
    refuseBadText(decodeURIComponent(path), 'not-found');
    request.query = mark < 0 ? {} : parseForm(request.url.slice(mark + 1));
    const taken = routes.find(request.method, path)?.taken;
    if (taken) requireMediaType(request.headers['content-type'], taken);
    refusePacked(request.headers['content-encoding']);
    return undefined;
  } catch (error) {
    return error as Error;
  }
};
