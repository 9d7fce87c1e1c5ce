import {
  type Aggregate,
  type Claim,
  type Command,
  type Context,
  type DomainEvent,
  EventStore,
  type ExecuteOptions,
  type Loaded,
  type Outcome,
} from '#event-sourcing';
import type { LogMetrics } from '../metrics/log-metrics.js';
import type { Trace } from '../requests/trace.js';
import type { SpanWish, Tracing } from '../traces/tracing.js';

/** The store of a service, with each command measured, and in a span that its events name as what led to them. */
export class ObservedStore extends EventStore {
  constructor(
    private readonly service: string,
    private readonly store: EventStore,
    private readonly metrics: LogMetrics,
    private readonly tracing: Tracing,
  ) {
    super();
  }

  execute<C extends Command, E extends DomainEvent, S>(
    aggregate: Aggregate<C, E, S>,
    id: string,
    command: C,
    options?: ExecuteOptions,
  ): Promise<Outcome<E, S>> {
    const { kind } = aggregate.decider;
    const span: SpanWish = {
      name: `append ${kind}`,
      kind: 'internal',
      parent: command.context.traceparent,
      attributes: { 'assent.service': this.service, 'assent.stream.kind': kind },
    };
    return this.tracing.within(span, (trace) =>
      this.measured(kind, () => this.store.execute(aggregate, id, inTrace(command, trace), options)),
    );
  }

  load<C extends Command, E extends DomainEvent, S>(
    aggregate: Aggregate<C, E, S>,
    id: string,
  ): Promise<Loaded<S> | undefined> {
    return this.store.load(aggregate, id);
  }

  claim(claims: readonly Claim[], context: Context): Promise<void> {
    return this.store.claim(claims, context);
  }

  erase(stream: string): Promise<boolean> {
    return this.store.erase(stream);
  }

  private async measured<E extends DomainEvent, S>(
    kind: string,
    work: () => Promise<Outcome<E, S>>,
  ): Promise<Outcome<E, S>> {
    const started = performance.now();
    try {
      const outcome = await work();
      this.metrics.handled(this.service, kind, performance.now() - started, outcome.events);
      return outcome;
    } catch (error) {
      this.metrics.failed(this.service, kind, performance.now() - started, error);
      throw error;
    }
  }
}

// A command may be an instance of a class, and stays one.
const inTrace = <C extends Command>(command: C, trace: Trace | undefined): C => {
  if (!trace) return command;
  const context = { ...command.context, traceparent: trace.traceparent };
  return Object.assign(Object.create(Object.getPrototypeOf(command) as object) as C, command, { context });
};
