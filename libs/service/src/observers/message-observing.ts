import { Injectable } from '@nestjs/common';
import {
  type Consumer,
  type Message,
  MessagingObserver,
  type ProjectingConsumer,
  type ReactingConsumer,
} from '#messaging';
import { MessageMetrics, type Place } from '../metrics/message-metrics.js';
import { newTrace, type Trace, withTrace } from '../requests/trace.js';
import { type SpanWish, Tracing } from '../traces/tracing.js';

type Handle = (message: Message) => Promise<void>;
type Whole<T> = { [K in keyof Required<T>]: T[K] };

/** Measures the consumers of this process, and lets them go on with the trace of what they were told of. */
@Injectable()
export class MessageObserving extends MessagingObserver {
  constructor(
    private readonly metrics: MessageMetrics,
    private readonly tracing: Tracing,
  ) {
    super();
  }

  around(service: string, consumer: Consumer): Consumer {
    const place = { service, consumer: consumer.name };
    return 'project' in consumer ? this.projecting(place, consumer) : this.reacting(place, consumer);
  }

  // Every member is named, so that the compiler tells when a consumer learns more than is passed on here.
  private projecting(place: Place, consumer: ProjectingConsumer): ProjectingConsumer {
    const { name, services, types, idempotent } = consumer;
    return {
      name,
      services,
      types,
      idempotent,
      project: (message, sql) => this.handle(place, message, (seen) => consumer.project(seen, sql)),
      projectAll:
        consumer.projectAll &&
        ((messages, sql) => this.handleAll(place, messages, () => consumer.projectAll!(messages, sql))),
    } satisfies Whole<ProjectingConsumer>;
  }

  private reacting(place: Place, consumer: ReactingConsumer): ReactingConsumer {
    const { name, services, types } = consumer;
    const react: Handle = (message) => this.handle(place, message, (seen) => consumer.react(seen));
    return { name, services, types, react } satisfies Whole<ReactingConsumer>;
  }

  private handle(place: Place, message: Message, work: Handle): Promise<void> {
    const run = (seen: Message) => withTrace(traceOf(seen), () => this.measured(place, 1, () => work(seen)));
    return this.tracing.within(spanOf(place, message), (trace) =>
      run(trace ? inTrace(message, trace) : message),
    );
  }

  private handleAll(place: Place, messages: readonly Message[], work: () => Promise<void>): Promise<void> {
    const spans = this.tracing.isOn ? messages.map((message) => spanOf(place, message)) : [];
    return this.tracing.withinAll(spans, () => this.measured(place, messages.length, work));
  }

  private async measured(place: Place, messages: number, work: () => Promise<void>): Promise<void> {
    const started = performance.now();
    try {
      await work();
      this.metrics.handled(place, messages, performance.now() - started);
    } catch (error) {
      this.metrics.failed(place, performance.now() - started);
      throw error;
    }
  }
}

const spanOf = (place: Place, message: Message): SpanWish => ({
  name: `process ${message.type}`,
  kind: 'consumer',
  parent: message.metadata.traceparent,
  attributes: {
    'assent.service': place.service,
    'messaging.operation.type': 'process',
    'messaging.destination.name': message.service,
    'messaging.consumer.group.name': `${place.service}.${place.consumer}`,
    'messaging.message.id': message.id,
  },
});

const inTrace = (message: Message, { traceparent }: Trace): Message => ({
  ...message,
  metadata: { ...message.metadata, traceparent },
});

// What is logged, and what is asked of neighbours, meanwhile belongs to the request that led to the event.
const traceOf = ({ metadata: { correlationId, traceparent } }: Message): Trace => ({
  correlationId,
  traceparent: traceparent ?? newTrace().traceparent,
});
