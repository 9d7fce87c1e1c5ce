import { type Span, SpanStatusCode } from '@opentelemetry/api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { refusalOf } from '../requests/refusal-of.js';
import { type Trace, traceFrom } from '../requests/trace.js';
import { traceOf, type Tracing } from './tracing.js';

const spans = new WeakMap<FastifyRequest, Span>();

/** The trace that a request is handled in: its caller's, or a new one; with a span of its own where spans are collected. */
export const enterTrace = (request: FastifyRequest, tracing: Tracing): Trace => {
  const { traceparent } = request.headers;
  const route = request.routeOptions.url ?? 'none';
  const span = tracing.start({
    name: `${request.method} ${route}`,
    kind: 'server',
    parent: typeof traceparent === 'string' ? traceparent : undefined,
    attributes: { 'http.request.method': request.method, 'http.route': route },
  });
  if (!span) return traceFrom(traceparent);
  spans.set(request, span);
  return traceOf(span);
};

/** Ends the span of each request with its answer. */
export const endServerSpans = (fastify: FastifyInstance): void => {
  fastify.addHook('onResponse', (request, reply, done) => {
    const span = spans.get(request);
    if (span) {
      span.setAttribute('http.response.status_code', reply.statusCode);
      const reason = refusalOf(reply);
      if (reason !== undefined) span.setAttribute('assent.refusal', reason);
      if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    }
    done();
  });
};
