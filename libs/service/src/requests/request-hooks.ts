import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Refused } from '#event-sourcing';
import { setAnswerHeaders } from './answer-headers.js';
import { parseForm } from './form.js';
import { requireMediaType } from './media-types.js';
import { refuseBadText } from './text-guard.js';
import type { Routes } from './routes.js';
import { type Trace, traceFrom, withTrace } from './trace.js';

const traces = new WeakMap<FastifyRequest, Trace>();

/** What happens to every request before any handler sees it. */
export const addRequestHooks = (fastify: FastifyInstance, routes: Routes, https: boolean): void => {
  fastify.addHook('onRequest', (request, reply, done) => {
    const trace = traceFrom(request.headers.traceparent);
    traces.set(request, trace);
    withTrace(trace, () => {
      setAnswerHeaders(request, reply, https);
      done(refusal(request, routes));
    });
  });
  // The body arrives in the socket's own async context, so the trace is entered again.
  fastify.addHook('preValidation', (request: FastifyRequest, _reply: FastifyReply, done: () => void) => {
    const trace = traces.get(request);
    if (trace) withTrace(trace, done);
    else done();
  });
};

const SINGLE = new Set(['host', 'content-type', 'authorization']);

// RFC 9110 §5.3, RFC 9112 §3.2: Node keeps the first of two and says nothing; a proxy before us may go by the other.
const refuseRepeatedFields = (rawHeaders: readonly string[]): void => {
  const names = rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
  const single = names.filter((name) => SINGLE.has(name));
  if (new Set(single).size < single.length) throw new Refused('malformed-request');
};

const refusal = (request: FastifyRequest, routes: Routes): Error | undefined => {
  try {
    refuseRepeatedFields(request.raw.rawHeaders);
    const [path = '', ...query] = request.url.split('?');
    refuseBadText(decodeURIComponent(path), 'not-found');
    request.query = parseForm(query.join('?'));
    const taken = routes.find(request.method, path)?.taken;
    if (taken) requireMediaType(request.headers['content-type'], taken);
    return undefined;
  } catch (error) {
    return error as Error;
  }
};
