import { Injectable } from '@nestjs/common';
import { type EventStore, LogObserver } from '#event-sourcing';
import { LogMetrics } from '../metrics/log-metrics.js';
import { Tracing } from '../traces/tracing.js';
import { ObservedStore } from './observed-store.js';

/** Measures and traces the logs of this process. */
@Injectable()
export class LogObserving extends LogObserver {
  constructor(
    private readonly metrics: LogMetrics,
    private readonly tracing: Tracing,
  ) {
    super();
  }

  override around(service: string, store: EventStore): EventStore {
    return new ObservedStore(service, store, this.metrics, this.tracing);
  }

  override batchWritten(service: string, appends: number, milliseconds: number): void {
    this.metrics.batchWritten(service, appends, milliseconds);
  }
}
