import { Injectable } from '@nestjs/common';
import { Metrics } from './metrics.js';

/** Who handles a message. */
export interface Place {
  readonly service: string;
  readonly consumer: string;
}

/** How consumers handle messages, and how often a neighbour had to be asked. */
@Injectable()
export class MessageMetrics {
  private readonly messages;
  private readonly reads;

  constructor(metrics: Metrics) {
    this.messages = metrics.distributions({
      name: 'assent_message_duration_seconds',
      help: 'Time that a consumer took for one message; a failed one is tried again, and then parked.',
      labels: ['service', 'consumer', 'outcome'],
    });
    this.reads = metrics.counters({
      name: 'assent_replica_read_through_total',
      help: 'Streams that were asked of their owner, because a replica did not have them, or not new enough.',
      labels: ['service', 'owner', 'outcome'],
    });
  }

  /** Messages that were handled together share their time. */
  handled({ service, consumer }: Place, messages: number, milliseconds: number): void {
    const each = this.messages.at(service, consumer, 'handled');
    each.observe(milliseconds / 1000 / messages, messages);
  }

  failed({ service, consumer }: Place, milliseconds: number): void {
    this.messages.at(service, consumer, 'failed').observe(milliseconds / 1000);
  }

  readThrough(service: string, owner: string, outcome: 'found' | 'missing' | 'failed'): void {
    this.reads.at(service, owner, outcome).add();
  }
}
