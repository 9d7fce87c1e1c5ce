import { Injectable } from '@nestjs/common';
import { uuid } from '#crypto';
import { type Actor, Clock, type Context } from '#event-sourcing';
import { currentTrace, newTrace } from './trace.js';

/** Makes the context of a command from the request that is being handled (AsyncLocalStorage) and the clock. */
@Injectable()
export class RequestContexts {
  constructor(private readonly clock: Clock) {}

  create(actor: Actor): Context {
    const trace = currentTrace();
    const { correlationId } = trace ?? newTrace();
    return {
      commandId: uuid(),
      at: this.clock.now().toISOString(),
      actor,
      correlationId,
      // What nobody asked for, such as a timer's work, begins a trace of its own.
      ...(trace && { traceparent: trace.traceparent }),
    };
  }
}
