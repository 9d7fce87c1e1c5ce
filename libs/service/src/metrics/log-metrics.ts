import { Injectable } from '@nestjs/common';
import { Claimed, Refused } from '#event-sourcing';
import { durations, Metrics } from './metrics.js';

/** How commands end, and what they write. */
@Injectable()
export class LogMetrics {
  private readonly commands;
  private readonly events;
  private readonly batches;
  private readonly batchDurations;

  constructor(metrics: Metrics) {
    this.commands = metrics.distributions({
      name: 'assent_command_duration_seconds',
      help: 'Time of a command from its load to its durable append, by kind of stream and outcome.',
      labels: ['service', 'kind', 'outcome'],
    });
    this.events = metrics.counters({
      name: 'assent_events_total',
      help: 'Events written by this process.',
      labels: ['service', 'type'],
    });
    this.batches = metrics.distributions(
      {
        name: 'assent_append_batch_size',
        help: 'Appends that shared one transaction of group commit.',
        labels: ['service'],
      },
      [1, 2, 4, 8, 16, 32, 64, 128, 256, 512],
    );
    this.batchDurations = metrics.distributions(
      {
        name: 'assent_append_batch_duration_seconds',
        help: 'Time of one transaction of group commit.',
        labels: ['service'],
      },
      durations,
    );
  }

  batchWritten(service: string, appends: number, milliseconds: number): void {
    this.batches.at(service).observe(appends);
    this.batchDurations.at(service).observe(milliseconds / 1000);
  }

  handled(service: string, kind: string, milliseconds: number, events: readonly { type: string }[]): void {
    const outcome = events.length > 0 ? 'written' : 'unchanged';
    this.commands.at(service, kind, outcome).observe(milliseconds / 1000);
    for (const { type } of events) this.events.at(service, type).add();
  }

  failed(service: string, kind: string, milliseconds: number, error: unknown): void {
    this.commands.at(service, kind, outcomeOf(error)).observe(milliseconds / 1000);
  }
}

const outcomes: Readonly<Record<string, string>> = {
  'version-mismatch': 'version-mismatch',
  'too-many-concurrent-changes': 'conflict',
  'storage-unavailable': 'unavailable',
};

const outcomeOf = (error: unknown): string => {
  if (error instanceof Claimed) return 'already-used';
  return error instanceof Refused ? (outcomes[error.reason] ?? 'refused') : 'failed';
};
