import {
  type Attributes,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace as spans,
  type Tracer,
} from '@opentelemetry/api';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Refused } from '#event-sourcing';
import { currentTrace, parseTraceparent, type Trace, traceparentOf, withTrace } from '../requests/trace.js';

/** What a span is to say. Attributes are names, numbers and outcomes: no URL, no body, nothing that a client sent. */
export interface SpanWish {
  readonly name: string;
  readonly kind: 'server' | 'client' | 'consumer' | 'internal';
  /** A `traceparent`; without one a trace begins. */
  readonly parent?: string | undefined;
  readonly attributes?: Attributes;
}

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  consumer: SpanKind.CONSUMER,
  internal: SpanKind.INTERNAL,
} as const;

/**
 * The spans of a process. The one thing that is carried along is the `traceparent` of the work in hand (`currentTrace`), in
 * memory, in events and in headers alike; a span begins under it and takes its place. Without a tracer nothing happens.
 */
@Injectable()
export class Tracing implements OnApplicationShutdown {
  constructor(
    private readonly tracer?: Tracer,
    private readonly flush: () => Promise<void> = async () => undefined,
  ) {}

  /** For work whose end is elsewhere; undefined when nobody collects spans. */
  start({ name, kind, parent, attributes = {} }: SpanWish): Span | undefined {
    if (!this.tracer) return undefined;
    const place = parseTraceparent(parent);
    const context = place ? spans.setSpanContext(ROOT_CONTEXT, { ...place, isRemote: true }) : ROOT_CONTEXT;
    return this.tracer.startSpan(name, { kind: kinds[kind], attributes }, context);
  }

  /** Runs work in a span; `work` is given the trace it runs in, undefined when nobody collects spans. */
  async within<T>(wish: SpanWish, work: (trace?: Trace, span?: Span) => Promise<T>): Promise<T> {
    const span = this.start(wish);
    if (!span) return work();
    const trace = { ...traceOf(span), ...correlation() };
    try {
      return await withTrace(trace, () => work(trace, span));
    } catch (error) {
      noteFailure(span, error);
      throw error;
    } finally {
      span.end();
    }
  }

  get isOn(): boolean {
    return this.tracer !== undefined;
  }

  /** Runs work that is done for several traces at once, in a span of each. */
  async withinAll<T>(wishes: readonly SpanWish[], work: () => Promise<T>): Promise<T> {
    const started = wishes.flatMap((wish) => this.start(wish) ?? []);
    try {
      return await work();
    } catch (error) {
      for (const span of started) noteFailure(span, error);
      throw error;
    } finally {
      for (const span of started) span.end();
    }
  }

  onApplicationShutdown(): Promise<void> {
    return this.flush();
  }
}

export const traceOf = (span: Span): Trace => {
  const { traceId, spanId, traceFlags } = span.spanContext();
  return { correlationId: traceId, traceparent: traceparentOf({ traceId, spanId, traceFlags }) };
};

// What a request led to keeps its correlation, also where its trace began elsewhere.
const correlation = (): Partial<Trace> => {
  const correlationId = currentTrace()?.correlationId;
  return correlationId === undefined ? {} : { correlationId };
};

// A refusal is an answer like others. Of an error its kind is told: messages quote values.
const noteFailure = (span: Span, error: unknown): void => {
  if (error instanceof Refused) return void span.setAttribute('assent.refusal', error.reason);
  span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
  span.setStatus({ code: SpanStatusCode.ERROR });
};
